// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ArchiveRecord, Licence } from '@guidang/chaincode';
import { sha256 } from '../../../../chaincode/src/ledger/digest';
import { ContractFailure } from '../../../../chaincode/src/testing/memory-ledger';
import { content, parcel } from '../../../../chaincode/src/testing/transfer';
import { World } from '../../../../chaincode/src/testing/world';
import { departments, licenceTypes, regions } from '../../../../scripts/demo/registry';
import { blocksWith, transactionsOf } from '../../../../tests/support/world-blocks';
import type { LicenceFilters, LicenceSummary, ListQuery, Page, RecordFilters } from '../../http/services';
import { Projection } from '../../projection';
import type { CommandService } from '../commands';
import { Licences } from '../licences';
import { ProjectedRecords } from './records';

jest.setTimeout(240_000);

/*
 * Random commands run on the real contracts; then every list must say what a plain filter over all rows says, whose
 * rows are the ledger's own word, key by key.
 */
const persons = ['A', 'B'].map((letter) => `P${letter.repeat(32)}`);
const years = ['2024', '2025', '2026'];
const categories = ['WS', 'ZY·BDC'];
const dossiers = [{ object: parcel }, { person: persons[0] }, { organisation: departments.audit.code }];

const recordContent = fc.record({
  category: fc.constantFrom(...categories),
  retention: fc.constantFrom('Y', 'D30'),
  year: fc.constantFrom(...years),
  date: fc.constant('2026-11-20'),
  dossiers: fc.subarray(dossiers),
  contents: fc.subarray([content('one'), content('two')], { minLength: 1 }),
  references: fc.constant([]),
});

const licenceContent = fc.record({
  region: fc.constant(regions.east),
  holders: fc.subarray(
    persons.map((person) => ({ person, commitment: sha256(person) })),
    { minLength: 1 },
  ),
  object: fc.option(fc.constant(parcel), { nil: undefined }),
  validFrom: fc.constant('2026-11-01'),
});

/** `which` chooses among what there is when its turn comes. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), by: fc.nat(1), content: recordContent }),
  fc.record({ kind: fc.constant('amend' as const), which: fc.nat(9), content: recordContent }),
  fc.record({ kind: fc.constant('file' as const), which: fc.nat(9) }),
  fc.record({ kind: fc.constant('issue' as const), content: licenceContent }),
  fc.record({
    kind: fc.constant('change' as const),
    which: fc.nat(9),
    to: fc.constantFrom('suspend', 'resume', 'revoke', 'cancel'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const optional = <T>(...values: T[]): fc.Arbitrary<T | undefined> =>
  fc.option(fc.constantFrom(...values), { nil: undefined });

const recordFilters: fc.Arbitrary<RecordFilters> = fc.record({
  organisation: optional('east', 'archives', 'west'),
  department: optional<string>(departments.eastLand.code, departments.archives.code),
  state: optional('collecting', 'filed', 'disposed'),
  category: optional(...categories),
  year: optional(...years),
  dossier: optional<string | undefined>(parcel, persons[0], departments.audit.code),
});

const licenceFilters: fc.Arbitrary<LicenceFilters> = fc.record({
  type: optional<string>(licenceTypes.foodBusiness, licenceTypes.realEstate),
  issuer: optional<string>(departments.eastMarket.code, departments.westLand.code),
  status: optional('in-force', 'suspended', 'revoked', 'cancelled'),
  object: optional(parcel),
  holder: optional(...persons),
});

let base: World;
beforeAll(async () => {
  base = await World.create();
});

/** A world in which steps are tried; the contracts refuse some, as they should. */
class Play {
  readonly world = base.fork();
  readonly records: string[] = [];
  readonly licences: string[] = [];

  static async of(steps: readonly Step[]): Promise<Play> {
    const play = new Play();
    for (const one of steps) {
      await play.#take(one).catch((error: unknown) => {
        if (!(error instanceof ContractFailure)) throw error;
      });
    }
    return play;
  }

  async #take(one: Step): Promise<void> {
    switch (one.kind) {
      case 'create':
        this.records.push(
          await this.#make(one.by === 0 ? 'eastRegistrar' : 'archivist', 'record.create', one.content),
        );
        return;
      case 'issue': {
        const body = { type: licenceTypes.foodBusiness, ...one.content };
        this.licences.push(await this.#make('eastMarketDecider', 'licence.issue', body));
        return;
      }
      case 'amend':
        return this.#changeRecord('record.amend', one.which, { content: one.content });
      case 'file':
        return this.#changeRecord('record.file', one.which, {});
      case 'change':
        return this.#changeLicence(`licence.${one.to}`, one.which);
    }
  }

  async #make(
    by: 'eastRegistrar' | 'archivist' | 'eastMarketDecider',
    type: string,
    body: object,
  ): Promise<string> {
    const { id, identifier } = (await this.world.give(this.world.officers[by], type, body)).done.result;
    return (id ?? identifier) as string;
  }

  async #changeRecord(type: string, which: number, more: object): Promise<void> {
    const id = this.records[which % Math.max(1, this.records.length)];
    if (id === undefined) return;
    const { version } = await recordIn(this.world, id);
    await this.world.give(this.world.officers.eastRegistrar, type, { id, version, ...more });
  }

  async #changeLicence(type: string, which: number): Promise<void> {
    const identifier = this.licences[which % Math.max(1, this.licences.length)];
    if (identifier === undefined) return;
    const { version } = await licenceIn(this.world, identifier);
    const body = { identifier, version, reason: 'inspection', basis: 'law:1' };
    await this.world.give(this.world.officers.eastMarketDecider, type, body);
  }
}

async function recordIn(world: World, id: string): Promise<ArchiveRecord> {
  return (await world.query('query:record', id)) as ArchiveRecord;
}

async function licenceIn(world: World, identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

async function projected<T>(world: World, use: (projection: Projection) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-lists-'));
  const projection = await Projection.open(folder);
  try {
    const transactions = await transactionsOf(world);
    const groups = transactions.flatMap((_, at) => (at % 3 === 0 ? [transactions.slice(at, at + 3)] : []));
    for (const block of blocksWith(groups)) await projection.apply(block);
    return await use(projection);
  } finally {
    await projection.close();
    await rm(folder, { recursive: true });
  }
}

async function allPages<T, F>(
  list: (query: ListQuery<F>) => Promise<Page<T>>,
  filters: F,
  limit: number,
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 100; pages += 1) {
    const page = await list({ filters, limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = page.next;
  }
  throw new Error('the pages do not end');
}

const given = (filters: object): [string, unknown][] =>
  Object.entries(filters).filter(([, value]) => value !== undefined);

function passes(record: ArchiveRecord, filters: RecordFilters): boolean {
  return given(filters).every(([name, value]) =>
    name === 'dossier'
      ? record.dossiers.some((dossier) => Object.values(dossier).includes(value as string))
      : record[name as keyof ArchiveRecord] === value,
  );
}

function licencePasses(licence: Licence, filters: LicenceFilters): boolean {
  return given(filters).every(([name, value]) =>
    name === 'holder'
      ? licence.holders.some((holder) => 'person' in holder && holder.person === value)
      : licence[name as keyof Licence] === value,
  );
}

const text = (left: string, right: string): number => (left < right ? 1 : left > right ? -1 : 0);

it('say what a plain filter over all rows says, in the same order, page by page', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(step, { minLength: 4, maxLength: 25 }),
      fc.array(recordFilters, { minLength: 12, maxLength: 12 }),
      fc.array(licenceFilters, { minLength: 12, maxLength: 12 }),
      fc.integer({ min: 1, max: 6 }),
      async (steps, ofRecords, ofLicences, limit) => {
        const play = await Play.of(steps);
        const { world } = play;
        const records = await Promise.all(play.records.map((id) => recordIn(world, id)));
        const licences = await Promise.all(play.licences.map((id) => licenceIn(world, id)));
        records.sort((left, right) => text(left.createdAt, right.createdAt) || text(left.id, right.id));
        licences.sort((left, right) => text(left.issuedAt, right.issuedAt));
        await projected(world, async (projection) => {
          const queries = new ProjectedRecords(projection);
          for (const filters of [{}, ...ofRecords]) {
            const found = await allPages((query) => queries.list(query), filters, limit);
            expect(found).toEqual(records.filter((record) => passes(record, filters)));
          }
          const service = new Licences(projection, undefined as unknown as CommandService);
          for (const filters of [{}, ...ofLicences]) {
            const found = await allPages<LicenceSummary, LicenceFilters>(
              (query) => service.list(query),
              filters,
              limit,
            );
            expect(found.map(({ identifier, version }) => [identifier, version])).toEqual(
              licences
                .filter((licence) => licencePasses(licence, filters))
                .map(({ identifier, version }) => [identifier, version]),
            );
          }
          for (const record of records) await expect(queries.get(record.id)).resolves.toEqual(record);
        });
      },
    ),
    { numRuns: 20 },
  );
});
