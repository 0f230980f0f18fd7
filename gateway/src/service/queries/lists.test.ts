// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import type { ArchiveRecord, Licence } from '@guidang/chaincode';
import { sha256 } from '../../../../chaincode/src/ledger/digest';
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

/** A world in which the steps were tried; the contracts refuse some, as they should. */
async function play(
  steps: readonly Step[],
): Promise<{ world: World; records: string[]; licences: string[] }> {
  const world = base.fork();
  const { eastRegistrar, archivist, eastMarketDecider } = world.officers;
  const played = { world, records: [] as string[], licences: [] as string[] };
  const seen = async (query: string, id: string): Promise<number> =>
    query === 'query:record'
      ? ((await world.query(query, id)) as ArchiveRecord).version
      : ((await world.query(query, id)) as { licence: Licence }).licence.version;
  for (const one of steps) {
    const owned = one.kind === 'change' ? played.licences : played.records;
    const id = 'which' in one ? owned[one.which % Math.max(1, owned.length)] : '';
    if (id === undefined) continue;
    try {
      switch (one.kind) {
        case 'create': {
          const actor = one.by === 0 ? eastRegistrar : archivist;
          const { done } = await world.give(actor, 'record.create', one.content);
          played.records.push(done.result['id'] as string);
          break;
        }
        case 'issue': {
          const body = { type: licenceTypes.foodBusiness, ...one.content };
          const { done } = await world.give(eastMarketDecider, 'licence.issue', body);
          played.licences.push(done.result['identifier'] as string);
          break;
        }
        case 'amend': {
          const version = await seen('query:record', id);
          await world.give(eastRegistrar, 'record.amend', { id, version, content: one.content });
          break;
        }
        case 'file':
          await world.give(eastRegistrar, 'record.file', { id, version: await seen('query:record', id) });
          break;
        case 'change': {
          const version = await seen('query:licence', id);
          const body = { identifier: id, version, reason: 'inspection', basis: 'law:1' };
          await world.give(eastMarketDecider, `licence.${one.to}`, body);
        }
      }
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'ContractFailure') throw error;
    }
  }
  return played;
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
        const { world, ...ids } = await play(steps);
        const records = await Promise.all(
          ids.records.map((id) => world.query('query:record', id) as Promise<ArchiveRecord>),
        );
        const licences = await Promise.all(
          ids.licences.map(
            async (id) => ((await world.query('query:licence', id)) as { licence: Licence }).licence,
          ),
        );
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
