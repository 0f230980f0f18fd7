// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { Evidence } from './evidence';
import type { Contradiction } from './evidence';
import { alarms } from './judgements';
import type { Judgement } from './judgements';

const at = '2026-11-23T01:02:03.004Z';
const acknowledged = { organisation: 'east', officer: 'east-governor', at, reason: 'key-stolen' };

let folder: string;
let store: Level;
let found: Contradiction[];
let evidence: Evidence;
/** What the ledger says, by kind and root. */
let judged: Map<string, Judgement>;

function open(): Promise<Evidence> {
  return Evidence.open({
    store,
    onFound: (contradiction) => found.push(contradiction),
    judge: ({ kind, root }) => Promise.resolve(judged.get(`${kind} ${root}`) ?? {}),
  });
}

function contradiction(root: string, kind: Contradiction['kind'] = 'proposed'): Contradiction {
  return { kind, size: 7, foundAt: at, theirs: `guidang/log\n7\n${root}\n`, ours: 'ours' };
}

async function alarming(of = evidence) {
  return (await of.contradictions()).filter(alarms);
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-evidence-'));
  store = new Level(folder);
  found = [];
  judged = new Map();
  evidence = await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('a contradiction that people have judged', () => {
  it.each<[string, Judgement]>([
    ['acknowledged by the own organisation', { acknowledged }],
    ['set aside by a majority', { setAside: true }],
  ])('alarms no more, and is shown with what was decided, also after a restart: %s', async (_, judgement) => {
    await evidence.add(contradiction('other', 'anchored'));
    expect(await alarming()).toHaveLength(1);
    judged.set('anchored other', judgement);
    for (const opened of [evidence, await open()]) {
      expect(await alarming(opened)).toEqual([]);
      expect(await opened.contradictions()).toMatchObject([
        { ...contradiction('other', 'anchored'), ...judgement },
      ]);
    }
  });

  it('is not found anew, while another root, or the same one anchored, alarms again', async () => {
    await evidence.add(contradiction('other'));
    judged.set('proposed other', { acknowledged });
    await evidence.add(contradiction('other'));
    expect(await alarming()).toEqual([]);
    await evidence.add(contradiction('a third'));
    await evidence.add(contradiction('other', 'anchored'));
    expect(await alarming()).toMatchObject([{ kind: 'proposed' }, { kind: 'anchored' }]);
    expect(await evidence.contradictions()).toHaveLength(3);
    expect(found).toHaveLength(3);
  });

  it('stays so if it was acknowledged before that was on the ledger', async () => {
    await evidence.add(contradiction('other'));
    const old = { ...acknowledged, reason: 'the key was stolen; it is replaced' };
    const [key = ''] = await store.sublevel('log-evidence').keys().all();
    const section = store.sublevel<string, object>('log-evidence-acknowledged', { valueEncoding: 'json' });
    await section.put(key, old);
    const [shown] = await (await open()).contradictions();
    expect(shown).toMatchObject({ acknowledged: old });
    expect(await alarming(await open())).toEqual([]);
  });
});

describe('the limit', () => {
  const fill = async (): Promise<void> => {
    for (let root = 0; root < 101; root += 1) await evidence.add(contradiction(`root ${root}`));
  };

  it('of heads that one key has signed keeps out none that a quorum has', async () => {
    await fill();
    expect(await evidence.contradictions()).toHaveLength(100);
    await evidence.add(contradiction('other', 'anchored'));
    expect((await alarming()).filter(({ kind }) => kind === 'anchored')).toHaveLength(1);
  });

  it('does not count what is acknowledged: a new one alarms', async () => {
    await fill();
    judged.set('proposed root 0', { acknowledged });
    await evidence.add(contradiction('another root'));
    expect(await evidence.contradictions()).toHaveLength(101);
    expect(await alarming()).toHaveLength(100);
  });

  it('counts each once, also when it is found twice at once', async () => {
    await Promise.all([evidence.add(contradiction('other')), evidence.add(contradiction('other'))]);
    expect(found).toHaveLength(1);
  });
});
