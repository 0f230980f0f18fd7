// SPDX-License-Identifier: Apache-2.0
import { limits } from '../ledger/limits';
import { secondsOf } from '../ledger/time';
import { approveProposal, proposeChange, withdrawProposal } from '../registry/proposal-commands';
import { organisations } from '../sample/registry';
import type { OrganisationId } from '../sample/registry';
import { LogSigner, testHead } from '../testing/log-signer';
import { World } from '../testing/world';
import type { Given } from '../testing/world';
import { acknowledgeFork } from './acknowledge';
import { anchorHead } from './anchor';
import { formatCheckpoint } from './checkpoint';
import { formatNote } from './note';

const ids = Object.keys(organisations) as OrganisationId[];
const signers = ids.map((id) => new LogSigner(id));
const later = ids.map((id) => new LogSigner(id, 1));
const absurd = 2 ** 52;

let base: World;
let world: World;
beforeAll(async () => {
  base = await World.create();
  const keys = signers.map((signer, at) => keyChange(ids[at] ?? 'east', signer));
  await agree(base, 'keys', ...keys);
});
beforeEach(() => {
  world = base.fork();
});

function keyChange(organisation: OrganisationId, { keys }: LogSigner, retire: readonly string[] = []) {
  return { kind: 'log-keys' as const, organisation, add: keys, retire: [...retire] };
}

function treeHead(size: number, seed = size): { size: number; root: string } {
  return { size, root: testHead(size, seed).root.toString('base64') };
}

function reset(setAside: number, goOnFrom: number) {
  return { kind: 'log-reset' as const, setAside: treeHead(setAside), goOnFrom: treeHead(goOnFrom) };
}

async function agree(
  where: World,
  id: string,
  ...changes: (ReturnType<typeof keyChange> | ReturnType<typeof reset>)[]
): Promise<Given> {
  await where.give(where.governors.east, proposeChange, { id, changes });
  await where.approve(where.governors.west, id);
  return where.approve(where.governors.audit, id);
}

function note(size: number, by = signers): string {
  const head = testHead(size);
  const time = secondsOf(world.now);
  const [first, ...others] = by;
  return formatNote(formatCheckpoint(head), [
    ...(first?.propose(head, time) ?? []),
    ...others.slice(0, 2).flatMap((signer) => signer.cosign(head, time)),
  ]);
}

function anchor(size: number, by = signers): Promise<Given> {
  return world.give(world.officers.eastSystem, anchorHead, { checkpoint: note(size, by) });
}

describe('a log whose quorum has anchored an absurd size', () => {
  it('takes no head of its own any more, until a majority sets that head aside', async () => {
    await anchor(5);
    await anchor(absurd);
    const body = { checkpoint: note(8) };
    const refused = await world.refusal(world.officers.eastSystem, anchorHead, body);
    expect(refused).toMatchObject({ code: 'head-behind', detail: { size: absurd } });

    const { events } = await agree(world, 'reset', reset(absurd, 5));
    expect(events).toMatchObject([
      { type: 'registry.approved', data: { status: 'effective' } },
      {
        type: 'log.reset',
        subject: { kind: 'log', id: 'resets' },
        version: 1,
        data: { setAside: treeHead(absurd), goOnFrom: treeHead(5) },
      },
    ]);
    expect(await world.query('query:logHead')).toEqual({
      schema: 2,
      ...treeHead(5),
      checkpoint: '',
      resets: 1,
    });
    await anchor(8);
    expect(await world.query('query:logHead')).toMatchObject({ schema: 2, size: 8, resets: 1 });
  });

  it('takes no head from before the one that it goes on from', async () => {
    await anchor(5);
    await anchor(absurd);
    await agree(world, 'reset', reset(absurd, 5));
    const refusalOf = (size: number, seed = size): Promise<unknown> => {
      const head = testHead(size, seed);
      const lines = signers.slice(0, 3).flatMap((signer) => signer.cosign(head, secondsOf(world.now)));
      const [first] = signers;
      const checkpoint = formatNote(formatCheckpoint(head), [first?.signHead(head) ?? '', ...lines]);
      return world.refusal(world.officers.eastSystem, anchorHead, { checkpoint });
    };
    expect(await refusalOf(4)).toMatchObject({ code: 'head-behind' });
    expect(await refusalOf(5, 1)).toMatchObject({ code: 'head-conflict' });
  });

  it('goes on although the thief of its keys anchors in every block', async () => {
    await anchor(5);
    await anchor(absurd);
    const changes = [
      reset(absurd, 5),
      ...later.map((signer, at) => keyChange(ids[at] ?? 'east', signer, signers[at]?.labels)),
    ];
    await world.give(world.governors.east, proposeChange, { id: 'reset', changes });
    await world.approve(world.governors.west, 'reset');
    await anchor(absurd + 1);
    // It reads nothing that an anchor writes: no anchor can make it invalid.
    const { effects } = await world.approve(world.governors.audit, 'reset');
    expect(effects.reads.filter(([key]) => key.includes('log-head'))).toEqual([]);
    expect(await world.query('query:logHead')).toMatchObject({ size: 5 });
    const again = { checkpoint: note(absurd + 2) };
    expect(await world.refusal(world.officers.eastSystem, anchorHead, again)).toMatchObject({
      code: 'head-signature-invalid',
    });
    await anchor(9, later);
  });

  it('starts again where no head of its own was ever anchored', async () => {
    await anchor(absurd);
    await agree(world, 'reset', reset(absurd, 0));
    await anchor(3);
    expect(await world.query('query:logHead')).toMatchObject({ size: 3, resets: 1 });
  });

  it('can be reset again, and every reset stays on the ledger', async () => {
    await anchor(5);
    await anchor(absurd);
    await agree(world, 'first', reset(absurd, 5));
    await anchor(absurd);
    const { events } = await agree(world, 'second', reset(absurd, 5));
    expect(events[1]).toMatchObject({ type: 'log.reset', version: 2 });
    expect(await world.query('query:logHead')).toMatchObject({ resets: 2 });
    expect(await world.query('query:logResets')).toMatchObject({
      resets: [reset(absurd, 5), reset(absurd, 5)].map(({ setAside, goOnFrom }) => ({ setAside, goOnFrom })),
    });
  });

  it('is not reset by less than a majority, nor after a withdrawal', async () => {
    await anchor(5);
    await anchor(absurd);
    await world.give(world.governors.east, proposeChange, { id: 'reset', changes: [reset(absurd, 5)] });
    await world.approve(world.governors.west, 'reset');
    expect(await world.query('query:logHead')).toMatchObject({ size: absurd });
    const digest = await world.proposed('reset');
    await world.give(world.governors.east, withdrawProposal, { id: 'reset' });
    expect(
      await world.refusal(world.governors.audit, approveProposal, { id: 'reset', digest }),
    ).toMatchObject({ code: 'state-conflict' });
  });

  it('cannot go on from a head that is not before the one set aside', async () => {
    for (const change of [reset(5, 5), reset(5, 9)]) {
      const body = { id: 'reset', changes: [change] };
      expect(await world.refusal(world.governors.east, proposeChange, body)).toMatchObject({
        code: 'command-malformed',
      });
    }
  });

  it(`is reset ${limits.logResetsMax} times at most`, async () => {
    for (let at = 0; at < limits.logResetsMax / 32; at += 1) {
      await agree(world, `reset-${at}`, ...Array.from({ length: 32 }, () => reset(absurd, 5)));
    }
    const body = { id: 'more', changes: [reset(absurd, 5)] };
    await world.give(world.governors.east, proposeChange, body);
    await world.approve(world.governors.west, 'more');
    const digest = await world.proposed('more');
    expect(await world.refusal(world.governors.audit, approveProposal, { id: 'more', digest })).toMatchObject(
      { code: 'limit-exceeded' },
    );
  });
});

describe('a fork that an organisation has judged', () => {
  const fork = { kind: 'anchored' as const, ...treeHead(absurd), reason: 'key-stolen' };

  it('is acknowledged on the ledger, once, with who, when and why', async () => {
    const { events } = await world.give(world.governors.east, acknowledgeFork, fork);
    expect(events).toMatchObject([
      {
        type: 'log.fork-acknowledged',
        subject: { kind: 'log-fork', id: `anchored/${absurd}/${fork.root}` },
        officer: { organisation: 'east', role: 'governor' },
        data: { reason: 'key-stolen' },
      },
    ]);
    expect(await world.refusal(world.governors.east, acknowledgeFork, fork)).toMatchObject({
      code: 'already-exists',
    });
  });

  it('is not acknowledged for another organisation, nor as another root, size or kind', async () => {
    await world.give(world.governors.east, acknowledgeFork, fork);
    await world.give(world.governors.west, acknowledgeFork, fork);
    for (const other of [
      { ...fork, kind: 'proposed' as const },
      { ...fork, ...treeHead(absurd, 1) },
      { ...fork, size: 7 },
    ]) {
      await world.give(world.governors.east, acknowledgeFork, other);
    }
  });
});
