// SPDX-License-Identifier: Apache-2.0
import { privateCommands } from './person/all-commands';
import { getPersonTransaction, namePeopleTransaction, resolvePersonTransaction } from './person/transactions';
import { membershipTransaction } from './query/transactions';
import { createRecord } from './record/commands';
import { foundingCommand } from './registry/found';
import { allCommands } from './batch/all-commands';
import { batchTransaction } from './batch/transactions';
import { envelopeSchema } from './command/envelope';
import type { Envelope } from './command/envelope';
import { canonicalJson } from './ledger/canonical';
import { contracts } from './contracts';
import { DirectChaincode } from './direct-chaincode';
import { limits } from './ledger/limits';
import { refusalCodes } from './ledger/refusal';
import { ContractFailure } from './testing/memory-ledger';
import { runScenario } from './testing/scenario';
import { testSeed, World } from './testing/world';
import type { Actor } from './testing/world';

let world: World;
/** One signed command of each type, as the scenario gave it. */
const samples = new Map<string, { envelope: Envelope; actor: Actor }>();

beforeAll(async () => {
  world = await World.create();
  const actors = [...Object.values(world.officers), ...Object.values(world.governors)];
  await runScenario(world);
  for (const { transaction, arguments: values } of world.ledger.log) {
    if (transaction === 'batch:run') continue;
    const [header = '', payload = ''] = values[0]?.split('.') ?? [];
    const thumbprint =
      /"x5t#S256":"(?<thumbprint>[^"]+)"/.exec(decoded(header))?.groups?.['thumbprint'] ?? '';
    const fingerprint = Buffer.from(thumbprint, 'base64url').toString('hex');
    const actor = actors.find(({ signer }) => signer.fingerprint === fingerprint);
    if (actor === undefined) continue;
    const envelope = envelopeSchema.parse(JSON.parse(decoded(payload)));
    samples.set(envelope.type, { envelope, actor });
  }
});

function decoded(base64url: string): string {
  return Buffer.from(base64url, 'base64url').toString('utf8');
}

/** Expects that the command either succeeds or is refused with a typed refusal that names the malformed field. */
async function expectTyped(type: string, jws: string, label: string): Promise<void> {
  const { actor } = samples.get(type) ?? fail(type);
  try {
    await world.evaluate(type.replace('.', ':'), [jws, testSeed], actor.organisation);
  } catch (error) {
    if (!(error instanceof ContractFailure) || error.refusal === undefined) {
      throw new Error(`${type}: ${label}: ${error instanceof Error ? error.message : 'thrown'}`, {
        cause: error,
      });
    }
    expect(refusalCodes).toContain(error.refusal.code);
    if (error.refusal.code.endsWith('-malformed') && error.refusal.field === undefined) {
      expect(error.refusal.message).toMatch(/canonical|JSON/);
    }
    expect(error.effects).toMatchObject({ writes: [], policies: [], privateWrites: [] });
  }
}

function fail(type: string): never {
  throw new Error(`the scenario gives no ${type}`);
}

const personCommands = privateCommands.map(({ type }) => type);

describe('the contracts', () => {
  it('have a transaction for every command, each run by the scenario', () => {
    const types = [...allCommands.keys(), foundingCommand.type, ...personCommands];
    const ran = new Set(world.ledger.log.map(({ transaction }) => transaction));
    expect([...ran].sort()).toEqual([...types.map((type) => type.replace('.', ':')), 'batch:run'].sort());
    expect([...samples.keys()].sort()).toEqual(types.sort());
  });

  it('have the transactions that are called by name', () => {
    const { metadata } = new DirectChaincode(contracts);
    const names = Object.entries(metadata.contracts).flatMap(([contract, { transactions }]) =>
      transactions.map(({ name }) => `${contract}:${name}`),
    );
    const people = [getPersonTransaction, namePeopleTransaction, resolvePersonTransaction];
    const called = [batchTransaction, membershipTransaction, ...people];
    expect(names).toEqual(expect.arrayContaining(called));
  });

  it('answer an unknown transaction with an error', async () => {
    await expect(world.query('record:destroy', 'x')).rejects.toBeInstanceOf(ContractFailure);
    await expect(world.query('nothing:at-all', 'x')).rejects.toBeInstanceOf(ContractFailure);
  });
});

/** Values of the wrong type or shape. */
const hostile: readonly unknown[] = [
  null,
  true,
  -1,
  1.5,
  Number.MAX_SAFE_INTEGER,
  1e300,
  '',
  'x'.repeat(3_000),
  '\u0000',
  'a\u0000b',
  '\u{10ffff}',
  '../../etc',
  '依法',
  'P'.repeat(33),
  [],
  [[]],
  {},
  { constructor: 1 },
  JSON.parse('{"__proto__":{"kind":"seizure"}}'),
  Array.from({ length: 300 }, () => 'a'),
  nested(20),
];

function nested(depth: number): unknown {
  return depth === 0 ? 'a' : { not: nested(depth - 1) };
}

/** A third of the hostile values, a different third each turn. */
function valuesFor(turn: number): unknown[] {
  return hostile.filter((_, index) => (index + turn) % 3 === 0);
}

/** Every path in a value, with a function that copies the value with another one in that place. */
function* placesIn(value: unknown, path = 'body'): Generator<[string, (other: unknown) => unknown]> {
  yield [path, (other) => other];
  if (typeof value !== 'object' || value === null) return;
  const put = (name: string, member: unknown): unknown =>
    Array.isArray(value)
      ? Object.assign([...(value as unknown[])], { [name]: member })
      : { ...value, [name]: member };
  // The first element stands for all elements of a list.
  const names = Array.isArray(value) ? Object.keys(value).slice(0, 1) : [...Object.keys(value), 'more'];
  for (const name of names) {
    for (const [where, place] of placesIn(Reflect.get(value, name), `${path}/${name}`)) {
      yield [where, (other) => put(name, place(other))];
    }
  }
}

describe('the seed of a transaction', () => {
  it.each(['', 'x', '5E'.repeat(16), '5e'.repeat(15), '5e'.repeat(17), `${testSeed}\n`, '"', '\u0000'])(
    '%j is refused by every transaction, typed',
    async (seed) => {
      for (const invocation of world.ledger.log) {
        const values = [invocation.arguments[0] ?? '', seed];
        const run = world.evaluate(invocation.transaction, values, 'east');
        await expect(run).rejects.toMatchObject({ refusal: { code: 'command-malformed', field: 'seed' } });
      }
    },
  );

  it('must be there', async () => {
    for (const { transaction, arguments: values } of world.ledger.log) {
      await expect(world.evaluate(transaction, values.slice(0, 1), 'east')).rejects.toThrow('2 parameters');
    }
  });
});

describe('malformed input', () => {
  it.each([...allCommands.keys(), foundingCommand.type, ...personCommands])(
    '%s refuses hostile values in any place with a typed refusal, and writes nothing',
    async (type) => {
      const { envelope, actor } = samples.get(type) ?? fail(type);
      let turn = 0;
      for (const [where, place] of placesIn(envelope.body)) {
        for (const value of valuesFor((turn += 1))) {
          const jws = actor.signer.sign({ ...envelope, id: 'fresh-command', body: place(value) });
          await expectTyped(type, jws, `${where} is ${JSON.stringify(value).slice(0, 60)}`);
        }
      }
    },
    30_000,
  );

  it('is refused when its body is larger than any command may be', async () => {
    const { envelope, actor } = samples.get(createRecord.type) ?? fail(createRecord.type);
    const jws = actor.signer.sign({ ...envelope, body: 'x'.repeat(limits.recordBytesMax) });
    expect(await world.refusalOfJws(jws, 'record:create', 'east')).toMatchObject({ code: 'limit-exceeded' });
  });

  const payload = (): string => {
    const { envelope } = samples.get(createRecord.type) ?? fail(createRecord.type);
    return canonicalJson({ ...envelope, id: 'fresh-command' });
  };

  it.each<[string, (text: string) => string]>([
    ['a member twice', (text) => text.replace('"year"', '"year":"2026","year"')],
    ['a number without end', (text) => text.replace('"bytes":8', '"bytes":1e400')],
    ['a number in another spelling', (text) => text.replace('"bytes":8', '"bytes":8.0')],
    ['a lone surrogate', (text) => text.replace('"2026-11-20"', '"\\ud800"')],
    ['an escape that is not needed', (text) => text.replace('"record.create"', '"record.c\\u0072eate"')],
    ['a space', (text) => text.replace(':', ': ')],
    ['a byte-order mark', (text) => `\ufeff${text}`],
    ['a value after it', (text) => `${text}{}`],
    [
      'much nesting',
      (text) => text.replace('"contents":[', `"contents":[${'['.repeat(9_000)}${']'.repeat(9_000)}`),
    ],
  ])('with %s is refused: the signed bytes have only one reading', async (_, change) => {
    const { actor } = samples.get(createRecord.type) ?? fail(createRecord.type);
    expect(change(payload())).not.toBe(payload());
    const refusal = await world.refusalOfJws(
      actor.signer.signText(change(payload())),
      'record:create',
      'east',
    );
    expect(['command-malformed', 'limit-exceeded']).toContain(refusal.code);
  });
});
