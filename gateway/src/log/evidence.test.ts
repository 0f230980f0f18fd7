// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { FakeClock } from '../testing/fake-clock';
import { Evidence } from './evidence';
import type { Contradiction } from './evidence';

const at = '2026-11-23T01:02:03.004Z';
const clock = new FakeClock(at);
const by = { organisation: 'east', officer: 'east-governor', reason: 'the key was stolen; it is replaced' };
const acknowledged = { ...by, at };

let folder: string;
let store: Level;
let alarms: Contradiction[];
let evidence: Evidence;

function open(): Promise<Evidence> {
  return Evidence.open({ store, clock, onFound: (found) => alarms.push(found) });
}

function contradiction(root: string, kind: Contradiction['kind'] = 'proposed'): Contradiction {
  return { kind, size: 7, foundAt: at, theirs: `guidang/log\n7\n${root}\n`, ours: 'ours' };
}

function idOf(root: string): string {
  const known = evidence.contradictions.find(({ theirs }) => theirs.split('\n')[2] === root);
  if (known === undefined) throw new Error(`no contradiction with the root ${root}`);
  return known.id;
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-evidence-'));
  store = new Level(folder);
  alarms = [];
  evidence = await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

describe('an acknowledged contradiction', () => {
  it('alarms no more, and is shown with who and why, also after a restart', async () => {
    await evidence.add(contradiction('other', 'anchored'));
    expect(evidence.alarming).toHaveLength(1);
    const shown = { id: idOf('other'), ...contradiction('other', 'anchored'), acknowledged };
    await expect(evidence.acknowledge(idOf('other'), by)).resolves.toEqual(shown);
    for (const opened of [evidence, await open()]) {
      expect(opened.alarming).toEqual([]);
      expect(opened.contradictions).toEqual([shown]);
    }
  });

  it('is not found anew, while another root, or the same one anchored, alarms again', async () => {
    await evidence.add(contradiction('other'));
    await evidence.acknowledge(idOf('other'), by);
    await evidence.add(contradiction('other'));
    expect(evidence.alarming).toEqual([]);
    await evidence.add(contradiction('a third'));
    await evidence.add(contradiction('other', 'anchored'));
    expect(evidence.alarming).toMatchObject([{ kind: 'proposed' }, { kind: 'anchored' }]);
    expect(evidence.contradictions).toHaveLength(3);
    expect(alarms).toHaveLength(3);
  });

  it('keeps its first acknowledgement, also when two come at once', async () => {
    await evidence.add(contradiction('other'));
    const id = idOf('other');
    const later = { ...by, officer: 'another', reason: 'nothing to see' };
    const shown = await Promise.all([evidence.acknowledge(id, by), evidence.acknowledge(id, later)]);
    expect(shown).toMatchObject([{ acknowledged }, { acknowledged }]);
    await expect(evidence.acknowledge(id, later)).resolves.toMatchObject({ acknowledged });
  });

  it('does not alarm less when the acknowledgement cannot be stored', async () => {
    await evidence.add(contradiction('other'));
    await store.close();
    await expect(evidence.acknowledge(idOf('other'), by)).rejects.toMatchObject({
      code: 'LEVEL_DATABASE_NOT_OPEN',
    });
    expect(evidence.alarming).toHaveLength(1);
  });

  it('is one that there is', async () => {
    await expect(evidence.acknowledge('0'.repeat(64), by)).resolves.toBeUndefined();
  });
});

describe('the limit', () => {
  const fill = async (): Promise<void> => {
    for (let root = 0; root < 101; root += 1) await evidence.add(contradiction(`root ${root}`));
  };

  it('of heads that one key has signed keeps out none that a quorum has', async () => {
    await fill();
    expect(evidence.contradictions).toHaveLength(100);
    await evidence.add(contradiction('other', 'anchored'));
    expect(evidence.alarming.filter(({ kind }) => kind === 'anchored')).toHaveLength(1);
  });

  it('does not count what is acknowledged: a new one alarms', async () => {
    await fill();
    await evidence.acknowledge(idOf('root 0'), by);
    await evidence.add(contradiction('another root'));
    expect(evidence.contradictions).toHaveLength(101);
    expect(evidence.alarming).toHaveLength(100);
  });
});
