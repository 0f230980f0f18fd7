// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { revokeOfficer } from '../registry/officer-commands';
import { liftRestriction, setRestriction } from '../licence/restriction-commands';
import { createRecord } from '../record/commands';
import type { RecordContent } from '../record/model';
import { limits } from '../ledger/limits';
import { splitTableKey } from '../ledger/table';
import { packCommands } from './packed-commands';
import { useWorld } from '../testing/use-world';
import { aRecord } from '../testing/a-record';
import { parcel } from '../testing/transfer';
import { recordPagesIn, refusalOf, testSeed } from '../testing/world';
import type { BodyOf, World } from '../testing/world';

const recordBody = aRecord({ retention: 'D10' });
function restriction(id: string): BodyOf<typeof setRestriction> {
  return {
    on: { kind: 'object', id: parcel },
    id,
    kind: 'seizure',
    basis: 'b',
  };
}

let world: World;
const fork = useWorld((fresh) => {
  world = fresh;
});

function create(body: RecordContent = recordBody): string {
  return world.sign(world.officers.eastRegistrar, createRecord, body);
}
function restrict(id: string): string {
  return world.sign(world.officers.eastRegistrar, setRestriction, restriction(id));
}

describe('a batch', () => {
  it('gives each command its own outcome; a refused one writes nothing and the others are kept', async () => {
    const commands = [
      restrict('a'),
      restrict('a'),
      create({ ...recordBody, year: 'x' }),
      'garbage',
      world.sign(world.officers.auditor, createRecord, recordBody),
      world.signUnchecked(world.officers.eastRegistrar, { type: 'no.such' }, {}),
      restrict('b'),
    ];
    const { outcomes, events, effects } = await world.batch('east', commands);
    const codes = outcomes.map((outcome) => (outcome.status === 'done' ? 'done' : outcome.refusal.code));
    expect(codes).toEqual([
      'done',
      'already-exists',
      'command-malformed',
      'command-malformed',
      'carrier-mismatch',
      'command-malformed',
      'done',
    ]);
    expect(events.map(({ data, position }) => [data?.['restriction'], position])).toEqual([
      ['a', 0],
      ['b', 1],
    ]);
    expect(effects.writes.map(([key]) => splitTableKey(key)?.table)).toEqual([
      'restriction',
      'restriction-count',
      'command',
      'restriction',
      'command',
      'event',
    ]);
    const { answer } = await world.submit(
      'batch:run',
      [await packCommands(commands.slice(1, 2)), testSeed],
      'east',
    );
    expect(answer).toMatchObject([{ refusal: { code: 'already-exists' } }]);
  });

  it('lets later commands see what earlier ones wrote', async () => {
    const lift = world.sign(world.officers.eastRegistrar, liftRestriction, {
      on: { kind: 'object', id: parcel },
      id: 'a',
    });
    const { outcomes, effects } = await world.batch('east', [restrict('a'), lift, restrict('a')]);
    expect(outcomes.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
    expect(effects.reads.filter(([key]) => splitTableKey(key)?.table === 'restrictions')).toHaveLength(1);
  });

  it('of refused commands only writes nothing', async () => {
    const { effects } = await world.batch('east', ['x', 'y']);
    expect(effects.writes).toEqual([]);
  });

  it("that revokes an officer refuses that officer's later commands", async () => {
    const { east } = world.governors;
    const { fingerprint } = world.officers.eastRegistrar.signer;
    const revoke = world.sign(east, revokeOfficer, { certificate: fingerprint, reason: 'left' });
    const { outcomes } = await world.batch('east', [create(), revoke, create()]);
    expect(outcomes).toMatchObject([
      { status: 'done' },
      { status: 'done' },
      { status: 'refused', refusal: { code: 'officer-revoked' } },
    ]);
  });

  it('has the same result as running its commands one by one', async () => {
    const names = fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(names, async (ids) => {
        world = fork();
        const commands = ids.map(restrict);
        const [together, apart] = [world.fork(), world.fork()];
        const { outcomes } = await together.batch('east', commands);
        const singles: string[] = [];
        for (const jws of commands) {
          const run = apart.submit('licence:setRestriction', [jws, testSeed], 'east');
          singles.push(
            await run.then(
              () => 'done',
              () => 'refused',
            ),
          );
        }
        expect(outcomes.map(({ status }) => status)).toEqual(singles);
      }),
      { numRuns: 30 },
    );
  });

  it('runs a command once, however often it holds it', async () => {
    const jws = create();
    const { outcomes, effects } = await world.batch('east', [jws, jws, create(), jws]);
    const codes = outcomes.map((outcome) => (outcome.status === 'done' ? 'done' : outcome.refusal.code));
    expect(codes).toEqual(['done', 'already-exists', 'done', 'already-exists']);
    expect(recordPagesIn(effects).flat()).toHaveLength(2);
  });

  it(`takes ${limits.commandsPerTransactionMax} commands`, async () => {
    const commands = Array.from({ length: limits.commandsPerTransactionMax }, () => 'x');
    const { outcomes } = await world.batch('east', commands);
    expect(outcomes).toHaveLength(commands.length);
    const run = (): Promise<unknown> => world.batch('east', [...commands, 'x']);
    expect(await refusalOf(run)).toMatchObject({ code: 'limit-exceeded' });
  });

  it.each(['', '[]', 'QUJD', 'null', '\u0000', '张三'])('is not %j', async (text) => {
    const run = (): Promise<unknown> => world.submit('batch:run', [text, testSeed], 'east');
    expect(await refusalOf(run)).toMatchObject({ code: 'command-malformed' });
  });
});
