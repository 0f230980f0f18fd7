// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Person } from '@guidang/chaincode/model';
import { createRecord } from '@guidang/chaincode/commands';
import { commitmentTo } from '@guidang/chaincode/proof';
import { officers } from '@guidang/chaincode/sample';
import { until } from '../../common/until';
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
    const { person: pseudonym } = await persons.enter(caller, person, {});
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
