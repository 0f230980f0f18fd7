// SPDX-License-Identifier: Apache-2.0
import { anchorHead } from './anchor';
import { approveProposal, proposeChange } from '../registry/proposal-commands';
import { organisations } from '../sample/registry';
import type { OrganisationId } from '../sample/registry';
import { limits } from '../ledger/limits';
import { secondsOf } from '../ledger/time';
import { LogSigner, testHead } from '../testing/log-signer';
import { World } from '../testing/world';
import type { Given } from '../testing/world';
import { formatCheckpoint } from './checkpoint';
import type { Checkpoint } from './checkpoint';
import { formatNote } from './note';
import type { RegistryChange } from '../registry/model';

const ids = Object.keys(organisations) as OrganisationId[];
const signers = Object.fromEntries(ids.map((id) => [id, new LogSigner(id)])) as Record<
  OrganisationId,
  LogSigner
>;
const { archives, east, west, audit } = signers;

let bare: World;
let base: World;
let world: World;
beforeAll(async () => {
  bare = await World.create();
  base = bare.fork();
  await agree(
    base,
    'keys',
    ...ids.map((organisation) => ({ organisation, add: signers[organisation].keys })),
  );
});
beforeEach(() => {
  world = base.fork();
});

type LogKeysChange = Extract<RegistryChange, { kind: 'log-keys' }>;
type KeyChange = Pick<LogKeysChange, 'organisation'> & Partial<LogKeysChange>;

/** Proposes changes of log keys and has a majority approve them. */
async function agree(where: World, id: string, ...changes: KeyChange[]): Promise<Given> {
  const named = changes.map((change) => ({ kind: 'log-keys' as const, add: [], retire: [], ...change }));
  await where.give(where.governors.east, proposeChange, { id, changes: named });
  await where.approve(where.governors.west, id);
  return where.approve(where.governors.audit, id);
}

interface Signing {
  readonly by?: readonly LogSigner[];
  /** Seconds after the transaction's time. */
  readonly after?: number;
}

/** A head signed as the log by the first organisation and cosigned by all of them. */
function noteOf(head: Checkpoint, { by = [east, archives, west], after = 0 }: Signing = {}): string {
  const time = secondsOf(world.now) + after;
  const [first, ...others] = by;
  return formatNote(formatCheckpoint(head), [
    ...(first?.propose(head, time) ?? []),
    ...others.flatMap((signer) => signer.cosign(head, time)),
  ]);
}

function anchor(head: Checkpoint, signing?: Signing): Promise<Given> {
  return world.give(world.officers.eastSystem, anchorHead, { checkpoint: noteOf(head, signing) });
}
function refusal(head: Checkpoint, signing?: Signing): Promise<unknown> {
  return world.refusal(world.officers.eastSystem, anchorHead, { checkpoint: noteOf(head, signing) });
}

describe('log keys', () => {
  it('are registered with the founding', async () => {
    world = await World.empty();
    const { events } = await world.found('east', { logKeys: east.keys });
    expect(events.map(({ type }) => type)).toEqual([
      'organisation.founded',
      'officer.registered',
      'log-keys.entered',
    ]);
    await world.found('west');
    expect(await world.query('query:logKeys')).toMatchObject([
      {
        version: 1,
        organisation: 'east',
        keys: east.keys.map(({ role, vkey }) => ({ role, vkey, status: 'current' })),
      },
    ]);
    const body = { logKeys: east.keys };
    await expect(world.found('audit', body)).rejects.toMatchObject({ refusal: { code: 'log-key-invalid' } });
    await expect(world.found('audit', { logKeys: [] })).rejects.toMatchObject({
      refusal: { code: 'log-key-invalid' },
    });
  });

  it('are added and retired by the consent of a majority', async () => {
    const later = new LogSigner('east', 1);
    const { events } = await agree(world, 'rotate', {
      organisation: 'east',
      add: later.keys,
      retire: east.labels,
    });
    expect(events).toMatchObject([
      { type: 'registry.approved' },
      {
        type: 'log-keys.changed',
        subject: { kind: 'log-keys', id: 'east' },
        version: 2,
        data: { added: later.labels, retired: east.labels },
      },
    ]);
    const rows = (await world.query('query:logKeys')) as { organisation: string; keys: unknown[] }[];
    expect(rows.map(({ organisation, keys }) => [organisation, keys.length])).toEqual([
      ['archives', 4],
      ['east', 8],
      ['west', 4],
      ['audit', 4],
    ]);
  });

  it.each<[string, KeyChange, string]>([
    ['of an organisation that is not founded', { organisation: 'south', add: east.keys }, 'not-found'],
    ['that are registered', { organisation: 'east', add: east.keys, retire: east.labels }, 'already-exists'],
    ['that are none', { organisation: 'east', retire: ['guidang/log+00000000'] }, 'not-found'],
    ['too many', { organisation: 'east', add: [...east.keys, ...west.keys] }, 'command-malformed'],
  ])('cannot be proposed: %s', async (_, change, code) => {
    const changes = [{ kind: 'log-keys' as const, add: [], retire: [], ...change }];
    const body = { id: 'p', changes };
    expect(await world.refusal(world.governors.east, proposeChange, body)).toMatchObject({ code });
  });

  it('make a proposal fail when another proposal has retired the same key', async () => {
    const change = (generation: number): LogKeysChange => ({
      kind: 'log-keys',
      organisation: 'east',
      add: new LogSigner('east', generation).keys,
      retire: east.labels,
    });
    const changes = [change(1)];
    await world.give(world.governors.east, proposeChange, { id: 'first', changes });
    await world.approve(world.governors.west, 'first');
    await agree(world, 'second', change(2));
    expect(
      await world.refusal(world.governors.audit, approveProposal, {
        id: 'first',
        digest: await world.proposed('first'),
      }),
    ).toMatchObject({
      code: 'not-found',
    });
  });
});

describe('an anchor', () => {
  it('stores the head on the ledger and writes nothing else', async () => {
    const head = testHead(8123);
    const checkpoint = noteOf(head);
    const { done, events, effects } = await world.give(world.officers.eastSystem, anchorHead, {
      checkpoint,
    });
    const root = head.root.toString('base64');
    expect(done.result).toEqual({ size: 8123, root });
    expect(events).toEqual([]);
    expect(effects.writes).toHaveLength(1);
    expect(await world.query('query:logHead')).toEqual({ schema: 1, size: 8123, root, checkpoint });
  });

  it('replaces the previous one, by any organisation', async () => {
    await anchor(testHead(5));
    await anchor(testHead(8), { by: [archives, west, audit, east] });
    expect(await world.query('query:logHead')).toMatchObject({ size: 8 });
  });

  it('of the same head again writes nothing', async () => {
    await anchor(testHead(5));
    const { done, effects } = await anchor(testHead(5), { by: [west, audit, east] });
    expect(done).toMatchObject({ repeated: false, result: { size: 5 } });
    expect(effects.writes).toEqual([]);
  });

  it('that goes back, or forks, is refused, naming the anchored head', async () => {
    await anchor(testHead(5));
    const detail = { size: 5, root: testHead(5).root.toString('base64') };
    expect(await refusal(testHead(4))).toMatchObject({ code: 'head-behind', detail });
    expect(await refusal(testHead(0))).toMatchObject({ code: 'head-behind', detail });
    expect(await refusal(testHead(5, 1))).toMatchObject({ code: 'head-conflict', detail });
    expect(await world.query('query:logHead')).toMatchObject(detail);
  });

  it('raises no alarm for a head without a quorum', async () => {
    await anchor(testHead(5));
    expect(await refusal(testHead(5, 1), { by: [east, west] })).toMatchObject({ code: 'quorum-missing' });
  });

  it('needs one of one when one organisation has keys, and is never valid when none has', async () => {
    world = bare.fork();
    expect(await refusal(testHead(5), { by: [east] })).toMatchObject({ code: 'head-signature-invalid' });
    await agree(world, 'keys', { organisation: 'east', add: east.keys });
    expect(await refusal(testHead(5))).toMatchObject({ code: 'head-signature-invalid' });
    expect((await anchor(testHead(5), { by: [east] })).done.result).toMatchObject({ size: 5 });
  });

  it('counts current keys only', async () => {
    const later = new LogSigner('west', 1);
    expect(await refusal(testHead(5), { by: [east, archives, later] })).toMatchObject({
      code: 'head-signature-invalid',
    });
    await agree(world, 'rotate', { organisation: 'west', add: later.keys, retire: west.labels });
    expect(await refusal(testHead(5))).toMatchObject({ code: 'head-signature-invalid' });
    await anchor(testHead(5), { by: [east, archives, later] });
    await agree(world, 'leave', { organisation: 'west', retire: later.labels });
    expect(await refusal(testHead(6), { by: [east, archives] })).toMatchObject({ code: 'quorum-missing' });
    await anchor(testHead(6), { by: [east, archives, audit] });
  });

  it.each<[string, number, boolean]>([
    ['now', 0, true],
    ['by a clock that is ahead', limits.clockSkewMinutesMax * 60, true],
    ['in the future', limits.clockSkewMinutesMax * 60 + 1, false],
    ['a day ago', -limits.commandAgeHoursMax * 3600, true],
    ['long ago', -limits.commandAgeHoursMax * 3600 - 1, false],
  ])('takes cosignatures of %s: %s', async (_, after, accepted) => {
    const outcome = await anchor(testHead(5), { after }).then(
      () => 'anchored',
      (error: unknown) => (error as { refusal: { code: string } }).refusal.code,
    );
    expect(outcome).toBe(accepted ? 'anchored' : 'head-signature-invalid');
  });

  it('is permitted to systems of an organisation', async () => {
    const body = { checkpoint: noteOf(testHead(5)) };
    const { eastRegistrar, eastSystem } = world.officers;
    expect(await world.refusal(eastRegistrar, anchorHead, body)).toMatchObject({ code: 'role-missing' });
    expect(await world.refusal(eastSystem, anchorHead, body, { carrier: 'west' })).toMatchObject({
      code: 'carrier-mismatch',
    });
  });

  it('is refused when the note is malformed or too large', async () => {
    const give = (checkpoint: string): Promise<unknown> =>
      world.refusal(world.officers.eastSystem, anchorHead, { checkpoint });
    expect(await give('none')).toMatchObject({ code: 'head-invalid' });
    expect(await give(noteOf({ ...testHead(5), origin: 'other/log' }))).toMatchObject({
      code: 'head-invalid',
    });
    expect(await give('x'.repeat(limits.headBytesMax + 1))).toMatchObject({ code: 'command-malformed' });
    expect(await give('依'.repeat(limits.headBytesMax / 2))).toMatchObject({ code: 'limit-exceeded' });
  });

  it('shares a transaction with other commands, each anchor seeing the previous one', async () => {
    const { eastSystem, auditor } = world.officers;
    const sign = (head: Checkpoint): string =>
      world.sign(eastSystem, anchorHead, { checkpoint: noteOf(head) });
    const { outcomes, effects, events } = await world.batch('east', [
      sign(testHead(5)),
      world.sign(auditor, anchorHead, { checkpoint: noteOf(testHead(9)) }),
      sign(testHead(4)),
      sign(testHead(7)),
      sign(testHead(7, 1)),
    ]);
    expect(
      outcomes.map((outcome) => (outcome.status === 'done' ? outcome.result['size'] : outcome.refusal.code)),
    ).toEqual([5, 'carrier-mismatch', 'head-behind', 7, 'head-conflict']);
    expect(events).toEqual([]);
    expect(effects.writes).toHaveLength(1);
    expect(await world.query('query:logHead')).toMatchObject({ size: 7 });
  });
});
