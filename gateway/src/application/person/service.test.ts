// SPDX-License-Identifier: Apache-2.0
import { createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@guidang/chaincode/model';
import type { Digest, Person } from '@guidang/chaincode/model';
import {
  createRecord,
  orderCorrection,
  orderPurge,
  putPerson,
  registerPerson,
} from '@guidang/chaincode/commands';
import { commitmentTo, pseudonymOf } from '@guidang/chaincode/proof';
import { officers } from '@guidang/chaincode/sample';
import { until } from '../../common/until';
import { loadWalletKey } from '../../identity/wallet-key';
import { callerOf, EmbeddedGateway } from '../../testing/embedded-gateway';
import { LedgerStore, storeSections } from '../../ledger/embedded/store';

jest.setTimeout(60_000);

const caller = callerOf(officers.eastAcceptor);

let numbers = 0;

/** A person unknown to other tests; each value is unique and can be searched for. */
function somebody(): Person {
  numbers += 1;
  return {
    schema: 1,
    name: `王示例${numbers}`,
    numberType: '111',
    number: `9999991990010100${String(numbers).padStart(2, '0')}`,
    address: `示范市归档路${numbers}号`,
    telephone: `1990000${String(numbers).padStart(4, '0')}`,
  };
}

describe('people', () => {
  let gateway: EmbeddedGateway;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
  });
  afterAll(() => gateway.close());

  it('have one pseudonym, which any organisation finds by the number', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    const entered = await persons.enter(caller, person, {});
    expect(entered.person).toMatch(/^P[0-9A-F]{32}$/u);
    expect(entered.write).toMatchObject({ repeated: false, result: { person: entered.person } });
    const again = await persons.enter(callerOf(officers.westDecider), person, {});
    expect(again).toEqual({ person: entered.person, commitment: entered.commitment });
    const { numberType, number } = person;
    await expect(persons.resolve(callerOf(officers.auditor), { numberType, number })).resolves.toEqual(again);
    await expect(persons.describe('west', entered.person)).resolves.toEqual(person);
  });

  it('are distinguished by the type of number too', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    const first = await persons.enter(caller, person, {});
    const second = await persons.enter(caller, { ...person, numberType: '414' }, {});
    expect(second.person).not.toBe(first.person);
  });

  it('get one pseudonym when two gateways enter them concurrently', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    const entered = await Promise.all([
      persons.enter(caller, person, {}),
      persons.enter(callerOf(officers.westDecider), person, {}),
      persons.enter(callerOf(officers.eastRegistrar), person, {}),
    ]);
    expect(new Set(entered.map(({ person: pseudonym }) => pseudonym)).size).toBe(1);
    expect(entered.filter(({ write }) => write !== undefined)).toHaveLength(1);
  });

  it('are unlinked by a purge: the number finds nothing, and may get another pseudonym', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    const entered = await persons.enter(caller, person, {});
    const { person: pseudonym } = entered;
    await orderPurgeOf(gateway, entered);
    await persons.purge(caller, pseudonym, {});
    await expect(persons.resolve(caller, person)).resolves.toBeUndefined();
    await expect(persons.describe('east', pseudonym)).resolves.toBeUndefined();
    await expect(persons.purge(caller, pseudonym, {})).rejects.toMatchObject({ code: 'not-found' });
    const again = await persons.enter(caller, person, {});
    expect(again.person).not.toBe(pseudonym);
  });

  it('are not found when unknown', async () => {
    const { persons } = gateway.services;
    await expect(persons.resolve(caller, somebody())).resolves.toBeUndefined();
    await expect(persons.describe('east', `P${'0'.repeat(32)}`)).resolves.toBeUndefined();
    await expect(persons.describe('nowhere', `P${'0'.repeat(32)}`)).resolves.toBeUndefined();
    const stranger = { ...caller, organisation: 'nowhere' };
    await expect(persons.resolve(stranger, somebody())).rejects.toThrow('does not act for nowhere');
  });

  it('are entered only by the permitted roles', async () => {
    const { persons } = gateway.services;
    await expect(persons.enter(callerOf(officers.auditor), somebody(), {})).rejects.toMatchObject({
      code: 'role-missing',
    });
  });

  it('are entered by a caller who does not wait, too', async () => {
    const { persons, commands } = gateway.services;
    const person = somebody();
    const { write, person: pseudonym } = await persons.enter(caller, person, { respondAsync: true });
    const submission = write !== undefined && 'submission' in write ? write.submission : '';
    const { state } = await until('the submission ends', async () => {
      const found = await commands.submission(caller, submission);
      return found?.status === 'pending' ? undefined : { state: found };
    });
    expect(state).toMatchObject({ status: 'committed', outcome: { result: { person: pseudonym } } });
  });
});

describe('entering a person', () => {
  let gateway: EmbeddedGateway;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
  });
  afterAll(() => gateway.close());

  /** Which pseudonyms were registered since it was called. */
  function watchRegistrations(): () => Set<unknown> {
    const run = jest.spyOn(gateway.services.commands, 'run');
    return () => {
      const given = run.mock.calls.filter(([, command]) => command.type === registerPerson.type);
      run.mockRestore();
      return new Set(given.map(([, , body]) => Reflect.get(body as object, 'person') as unknown));
    };
  }

  it.each([
    ['under an Idempotency-Key', { idempotencyKey: 'enter-once' }],
    ['without one', {}],
  ])('is completed by a retry %s, when it ended between commitment and data', async (_, options) => {
    const { persons, commands } = gateway.services;
    const person = somebody();
    const crash = jest.spyOn(commands, 'runPrivate').mockRejectedValueOnce(new Error('the process ends'));
    const registered = watchRegistrations();
    await expect(persons.enter(caller, person, options)).rejects.toThrow('the process ends');
    crash.mockRestore();
    await expect(persons.resolve(caller, person)).resolves.toBeUndefined();
    const { person: pseudonym, write } = await persons.enter(caller, person, options);
    expect(write).toBeDefined();
    expect(registered()).toEqual(new Set([pseudonym]));
    await expect(persons.enter(caller, person, options)).resolves.toMatchObject({ person: pseudonym });
  });

  it('under a key that entered another person is a conflict, even of one who is known', async () => {
    const { persons } = gateway.services;
    const [first, known] = [somebody(), somebody()];
    await persons.enter(caller, known, {});
    const { person } = await persons.enter(caller, first, { idempotencyKey: 'enter-one' });
    await expect(persons.enter(caller, first, { idempotencyKey: 'enter-one' })).resolves.toMatchObject({
      person,
    });
    for (const other of [known, somebody()]) {
      await expect(persons.enter(caller, other, { idempotencyKey: 'enter-one' })).rejects.toMatchObject({
        code: 'command-conflict',
      });
    }
  });

  it('begins anew with other data than those of an attempt that ended', async () => {
    const { persons, commands } = gateway.services;
    const person = somebody();
    const crash = jest.spyOn(commands, 'runPrivate').mockRejectedValueOnce(new Error('the process ends'));
    await expect(persons.enter(caller, person, {})).rejects.toThrow('the process ends');
    crash.mockRestore();
    const corrected = { ...person, address: '示范市归档路0号' };
    const entered = await persons.enter(caller, corrected, {});
    await expect(persons.describe('east', entered.person)).resolves.toEqual(corrected);
  });

  it('registers one pseudonym when one gateway is asked several times at once', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    const registered = watchRegistrations();
    const entered = await Promise.all([1, 2, 3].map(() => persons.enter(caller, person, {})));
    expect(new Set(entered.map(({ person: pseudonym }) => pseudonym)).size).toBe(1);
    expect(registered()).toEqual(new Set([entered[0]?.person]));
  });

  it('gives one pseudonym however number and name are spelt, and keeps the spelling', async () => {
    const { persons } = gateway.services;
    const name = '张　示例';
    const spellings = ['e77701234 ', 'E77701234', 'Ｅ77701234', 'E777 01234', 'E77701234\u200b'];
    const pseudonyms = new Set<string>();
    for (const number of spellings) {
      const person: Person = { schema: 1, name, numberType: '414', number };
      pseudonyms.add((await persons.enter(caller, person, {})).person);
      pseudonyms.add((await persons.resolve(caller, person))?.person ?? '');
    }
    expect(pseudonyms.size).toBe(1);
    const [pseudonym = ''] = pseudonyms;
    await expect(persons.describe('east', pseudonym)).resolves.toMatchObject({
      name: '张示例',
      number: 'E77701234',
      original: { name, number: 'e77701234 ' },
    });
  });

  it('finds again whom an earlier version entered under the number as it was typed', async () => {
    const { persons, commands } = gateway.services;
    const person: Person = { schema: 1, name: '示例', numberType: '414', number: 'e66601234' };
    // What the version before sent: the digest of the text as it came.
    const typed = { number: person.number, numberType: person.numberType };
    const key = loadWalletKey(join(gateway.folder, 'keys', 'people'), 'the test');
    const typedDigest = createHmac('sha256', key).update(canonicalJson(typed));
    const send = commands.runPrivate.bind(commands);
    const before = jest
      .spyOn(commands, 'runPrivate')
      .mockImplementationOnce((who, command, request, options) => {
        const lookup = Buffer.from(canonicalJson(typedDigest.digest('hex')));
        return send(who, command, { ...request, transient: { ...request.transient, lookup } }, options);
      });
    const entered = await persons.enter(caller, person, {});
    before.mockRestore();
    for (const number of [person.number, ' e66601234 ', 'E66601234', 'Ｅ66601234']) {
      await expect(persons.resolve(caller, { numberType: '414', number })).resolves.toEqual(entryOf(entered));
    }
  });

  it('under a number that leads to another name is refused, for that may be somebody else', async () => {
    const { persons } = gateway.services;
    const person = somebody();
    await persons.enter(caller, person, {});
    const asked = persons.enter(callerOf(officers.westDecider), { ...person, name: '他人' }, {});
    await expect(asked).rejects.toMatchObject({ code: 'person-differs' });
    const moved = { ...person, address: '示范市归档路99号' };
    await expect(persons.enter(caller, moved, {})).rejects.toMatchObject({
      code: 'person-differs',
      document: { field: 'body/address' },
    });
    const { address: _, ...without } = person;
    await expect(persons.enter(caller, without, {})).resolves.toBeDefined();
    const spaced = { ...person, name: ` ${person.name}` };
    await expect(persons.enter(caller, spaced, {})).resolves.toBeDefined();
  });
});

describe('an amendment', () => {
  let gateway: EmbeddedGateway;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
  });
  afterAll(() => gateway.close());

  const why = { reason: 'name-changed', basis: 'pipl:46' };

  it('corrects the data under the same pseudonym, recorded, and the number leads there still', async () => {
    const { persons, events } = gateway.services;
    const person = somebody();
    const entered = await persons.enter(caller, person, {});
    const amended = await persons.amend(caller, entered.person, { name: '新名', ...why }, {});
    expect(amended).toMatchObject({ person: entered.person });
    expect(amended.commitment).not.toEqual(entered.commitment);
    await expect(persons.describe('west', entered.person)).resolves.toEqual({ ...person, name: '新名' });
    await expect(persons.resolve(caller, person)).resolves.toEqual(entryOf(amended));
    await gateway.reach();
    const subject = { kind: 'person' as const, id: entered.person };
    const recorded = await events.history({ limit: 50, filters: { subject, type: 'person.amended' } });
    expect(recorded?.items).toMatchObject([{ data: why }]);
    const again = await persons.amend(caller, entered.person, { address: '示范市归档路7号', ...why }, {});
    await expect(persons.describe('east', entered.person)).resolves.toMatchObject({
      name: '新名',
      address: '示范市归档路7号',
    });
    await orderPurgeOf(gateway, again);
    await persons.purge(caller, entered.person, {});
    await expect(persons.describe('east', entered.person)).resolves.toBeUndefined();
    await expect(persons.resolve(caller, person)).resolves.toBeUndefined();
  });

  it('that ended between commitment and data is completed by the next one, also with other data', async () => {
    const { persons, commands } = gateway.services;
    const person = somebody();
    const entered = await persons.enter(caller, person, {});
    const crash = jest.spyOn(commands, 'runPrivate').mockRejectedValueOnce(new Error('the process ends'));
    await expect(persons.amend(caller, entered.person, { name: '误名', ...why }, {})).rejects.toThrow('ends');
    crash.mockRestore();
    await expect(persons.describe('east', entered.person)).resolves.toEqual(person);
    await persons.amend(caller, entered.person, { name: '正名', ...why }, {});
    await expect(persons.describe('east', entered.person)).resolves.toEqual({ ...person, name: '正名' });
  });

  it('is answered once, however often it is sent; its key is not used for another one', async () => {
    const { persons, commands } = gateway.services;
    const entered = await persons.enter(caller, somebody(), {});
    const given = jest.spyOn(commands, 'run');
    const key = { idempotencyKey: 'amendment-1' };
    const first = await persons.amend(caller, entered.person, { name: '新名', ...why }, key);
    for (const options of [key, {}]) {
      const again = await persons.amend(caller, entered.person, { name: '新名', ...why }, options);
      expect(again).toEqual({ person: first.person, commitment: first.commitment });
    }
    expect(given).toHaveBeenCalledTimes(1);
    given.mockRestore();
    for (const other of [{ name: '别名' }, { name: '新名', telephone: '0551-0000000' }]) {
      await expect(persons.amend(caller, entered.person, { ...other, ...why }, key)).rejects.toMatchObject({
        code: 'command-conflict',
      });
    }
    await expect(persons.describe('east', entered.person)).resolves.toMatchObject({ name: '新名' });
  });

  it('back to what is kept ends one that was begun: its commitment does not stay', async () => {
    const { persons, commands } = gateway.services;
    const person = somebody();
    const entered = await persons.enter(caller, person, {});
    const crash = jest.spyOn(commands, 'runPrivate').mockRejectedValueOnce(new Error('the process ends'));
    await expect(persons.amend(caller, entered.person, { name: '误名', ...why }, {})).rejects.toThrow('ends');
    crash.mockRestore();
    const back = await persons.amend(caller, entered.person, { name: person.name, ...why }, {});
    expect(back.write).toBeDefined();
    await expect(persons.resolve(caller, person)).resolves.toEqual(entryOf(back));
  });

  it('of another organisation, or of nobody, is refused', async () => {
    const { persons } = gateway.services;
    const entered = await persons.enter(caller, somebody(), {});
    const amended = persons.amend(
      callerOf(officers.westDecider),
      entered.person,
      { name: '新名', ...why },
      {},
    );
    await expect(amended).rejects.toMatchObject({ code: 'not-competent' });
    const nobody = persons.amend(caller, `P${'0'.repeat(32)}`, { name: '新名', ...why }, {});
    await expect(nobody).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('a false lookup', () => {
  let gateway: EmbeddedGateway;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
  });
  afterAll(() => gateway.close());

  const inspector = callerOf(officers.auditor);
  const use = { purpose: 'identity-check', basis: 'pipl:46' };

  it('is found by a recorded read, and mended by officers of two organisations', async () => {
    const { persons, events } = gateway.services;
    const person = somebody();
    const { name, ...number } = person;
    const wrong = await persons.enter(caller, { ...person, name: '假名' }, {});
    await expect(persons.enter(caller, person, {})).rejects.toMatchObject({ code: 'person-differs' });

    const found = await persons.inspect(inspector, { ...number, name }, use);
    expect(found).toMatchObject({
      person: wrong.person,
      status: 'registered',
      entered: { organisation: 'east', officer: officers.eastAcceptor.id },
      numberFits: true,
      nameFits: false,
    });
    await gateway.reach(found?.access.block);
    const recorded = await events.history({
      limit: 50,
      filters: { subject: { kind: 'person', id: wrong.person }, type: 'person.inspected' },
    });
    expect(recorded?.items).toMatchObject([{ ...use }]);

    const right = await persons.enterInstead(caller, wrong.person, person, {});
    await expect(persons.resolve(caller, person)).resolves.toEqual(entryOf(wrong));
    await expect(persons.correct(caller, wrong.person, {})).rejects.toMatchObject({ code: 'state-conflict' });
    const again = await persons.enterInstead(caller, wrong.person, person, {});
    expect(again.person).toBe(right.person);

    const order = { ...entryOf(wrong), right: entryOf(right), reason: 'wrong-number', basis: 'pipl:46' };
    await gateway.give(officers.eastDecider, orderCorrection, order);
    await gateway.give(officers.westDecider, orderCorrection, order);
    await persons.correct(callerOf(officers.westDecider), wrong.person, {});
    await expect(persons.resolve(caller, person)).resolves.toEqual(entryOf(right));
    await expect(persons.enter(caller, person, {})).resolves.toEqual(entryOf(right));
  });

  it('is found too where the data have another number than the lookup', async () => {
    const { persons, commands } = gateway.services;
    const [person, victim] = [somebody(), somebody()];
    const put = jest.spyOn(commands, 'runPrivate').mockRejectedValueOnce(new Error('the process ends'));
    await expect(persons.enter(caller, victim, {})).rejects.toThrow('the process ends');
    const { transient } = put.mock.calls[0]?.[2] ?? { transient: {} };
    put.mockRestore();
    const salt = '5a'.repeat(32);
    const commitment = commitmentTo(salt, person);
    const body = { person: pseudonymOf('east', commitment), commitment };
    await gateway.give(officers.eastAcceptor, registerPerson, body);
    const other = { ...transient, person: Buffer.from(canonicalJson({ salt, person })) };
    await commands.runPrivate(caller, putPerson, { body, transient: other });
    const { name, ...number } = victim;
    const found = await persons.inspect(inspector, number, use);
    expect(found).toMatchObject({ person: body.person, numberFits: false });
    expect(found).not.toHaveProperty('nameFits');
  });

  it('of an unknown number is nobody', async () => {
    const { persons } = gateway.services;
    await expect(persons.inspect(inspector, somebody(), use)).resolves.toBeUndefined();
    const wrong = `P${'0'.repeat(32)}`;
    await expect(persons.enterInstead(caller, wrong, somebody(), {})).rejects.toMatchObject({
      code: 'state-conflict',
    });
  });
});

describe('what is stored in public', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-persons-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('contains no personal data: no block, no state, no query store, no outbox', async () => {
    const gateway = await EmbeddedGateway.seeded({ folder });
    const { persons } = gateway.services;
    const person = somebody();
    const { person: pseudonym, commitment } = await persons.enter(caller, person, {});
    await persons.resolve(caller, person);
    await gateway.give(officers.eastRegistrar, createRecord, {
      ...recordBody,
      dossiers: [{ person: pseudonym }],
    });
    const { salt, lookup } = await privateEntry(gateway, pseudonym);
    expect(commitmentTo(salt, person)).toEqual(commitment);
    await gateway.reach();
    const projected = await gateway.projection.range('', { limit: 1_000_000 });
    const own = await gateway.store.iterator({ valueEncoding: 'buffer' }).all();
    await gateway.close();
    const texts = [JSON.stringify(projected.items), ...own.flat().map(latin), ...(await publicBytes(folder))];

    expect(texts.filter((text) => text.includes(pseudonym)).length).toBeGreaterThan(2);
    const { name, number, address, telephone } = person;
    for (const secret of [name, number, address, telephone, salt, lookup]) {
      for (const form of formsOf(secret ?? '')) {
        expect(texts.filter((text) => text.includes(form))).toEqual([]);
      }
    }
  });
});

function entryOf({ person, commitment }: { person: string; commitment: Digest }): {
  person: string;
  commitment: Digest;
} {
  return { person, commitment };
}

async function orderPurgeOf(
  gateway: EmbeddedGateway,
  entered: { person: string; commitment: Digest },
): Promise<void> {
  const order = { ...entryOf(entered), reason: 'retention-ended', basis: 'pipl:47' };
  await gateway.give(officers.eastDecider, orderPurge, order);
  await gateway.give(officers.eastRegistrar, orderPurge, order);
}

const recordBody = {
  category: 'ZY·BDC',
  retention: 'D30' as const,
  year: '2026',
  date: '2026-11-20',
  contents: [],
  references: [],
};

async function privateEntry(
  { context }: EmbeddedGateway,
  pseudonym: string,
): Promise<{ salt: string; lookup: string }> {
  const invocation = { transaction: 'person:get', args: [pseudonym] };
  const answer = await context.organisations.get('east')?.ledger.evaluate(invocation);
  return JSON.parse(answer ?? '') as { salt: string; lookup: string };
}

/** Every block, key, value and hash of the ledger as stored on disk, except the private data collection. */
async function publicBytes(folder: string): Promise<string[]> {
  const store = await LedgerStore.open(join(folder, 'ledger'), { create: false });
  const sections = storeSections.filter((section) => section !== 'private');
  const entries = await Promise.all(sections.map((section) => store.section(section).iterator().all()));
  await store.close();
  return entries.flat(2).map(latin);
}

function latin(value: unknown): string {
  return Buffer.isBuffer(value) ? value.toString('latin1') : String(value);
}

/** A text in plain, and in base64 at each of the three possible alignments. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret, 'utf8');
  const encoded = [0, 1, 2].flatMap((before) => {
    const padded = Buffer.concat([Buffer.alloc(before), bytes]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((padded.length * 8) / 6)];
    return (['base64', 'base64url'] as const).map((form) => padded.toString(form).slice(from, to));
  });
  return [secret, bytes.toString('latin1'), bytes.toString('hex'), ...encoded];
}
