// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { eventId, licences, splitTableKey } from '@guidang/chaincode/model';
import type {
  ArchiveRecord,
  Case,
  Licence,
  ProvenanceEvent,
  RecordContent,
  Subject,
} from '@guidang/chaincode/model';
import { eventPages, readEventPage } from '@guidang/chaincode/proof';
import {
  accessRecord,
  createRecord,
  issueLicence,
  fileRecord,
  amendRecord,
  arrangeRecords,
  suspendLicence,
  resumeLicence,
  revokeLicence,
  cancelLicence,
} from '@guidang/chaincode/commands';
import type { CommandKind } from '@guidang/chaincode/commands';
import { ContractFailure } from '../../../chaincode/src/testing/memory-ledger';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { systemClock } from '../common/clock';
import { caseIdOf } from '../../../chaincode/src/case/model';
import { formatArchivalCode } from '../../../chaincode/src/identifier';
import { buyer, content, parcel, TransferCase } from '../../../chaincode/src/testing/transfer';
import type { BodyOf, NamedCommand } from '../../../chaincode/src/testing/world';
import { entered } from '../../../chaincode/src/testing/people';
import { agree } from '../../../chaincode/src/testing/scenes';
import { World } from '../../../chaincode/src/testing/world';
import {
  departments,
  licenceTypes,
  realEstateTransfer,
  regions,
  registryChanges,
} from '@guidang/chaincode/sample';
import { blocksWith, transactionsOf } from '../testing/world-blocks';
import type { CaseFilters, CaseView } from './case/api';
import type { EventEntry } from './event/api';
import type { LicenceFilters, LicenceSummary } from './licence/api';
import type { ListQuery, Page } from './paging';
import type { RecordFilters } from './record/api';
import type { LedgerBlock } from '../ledger/port';
import { findAt, Projection } from '../projection';
import { ProjectedCases } from './case/queries';
import { ProjectedLicences } from './licence/queries';
import { ProjectedEvents } from './event/queries';
import { ProjectedRecords } from './record/queries';

jest.setTimeout(240_000);

/*
 * Runs random commands on the real contracts, one or many per transaction. Then every query must return the same as a
 * plain filter over all rows and events, which are read from the ledger key by key.
 */
const { holder, seller } = entered;
const [anna, bert] = [holder.person, seller.person];
const persons = [anna, bert];
const years = ['2024', '2025', '2026'];
const categories = ['WS', 'ZY·BDC'];
const dossiers = [{ object: parcel }, { person: anna }, { organisation: departments.audit.code }];

/** Dates, and the days that they may be. */
const days: Readonly<Record<string, readonly [string, string]>> = {
  '2026-11-20': ['2026-11-20', '2026-11-20'],
  '2024': ['2024-01-01', '2024-12-31'],
  '2025-06~': ['2025-06-01', '2025-06-30'],
  '2024-06/2025': ['2024-06-01', '2025-12-31'],
};

const recordContent = fc.record({
  category: fc.constantFrom(...categories),
  retention: fc.constantFrom('Y', 'D30'),
  year: fc.constantFrom(...years),
  date: fc.constantFrom(...Object.keys(days)),
  dossiers: fc.subarray(dossiers),
  contents: fc.subarray([content('one'), content('two')], { minLength: 1 }),
  references: fc.constant<string[]>([]),
});

/** What is filed and arranged, in one series. */
const arranged = aRecord({ contents: [content('one')] });
const series = {
  fonds: 'A001',
  category: arranged.category,
  year: arranged.year,
  retention: arranged.retention,
};
const archivalCodes = ['0001', '0002'].map((item) => formatArchivalCode({ ...series, item }));
const spelling = 'a001 - ws・2026—永久—1';
const caseNumbers = ['L-0001', 'L-0002'];

/** As the ledger has it. */
const printedNumber = '5d'.repeat(32);

const licenceContent = fc.record({
  holders: fc.subarray([holder, seller], { minLength: 1 }),
  object: fc.option(fc.constant(parcel), { nil: undefined }),
  validFrom: fc.constant('2026-11-01'),
  printedNumber: fc.option(fc.constant(printedNumber), { nil: undefined }),
});

const statusCommands = {
  suspend: suspendLicence,
  resume: resumeLicence,
  revoke: revokeLicence,
  cancel: cancelLicence,
};

/** `which` selects among the existing things when the step runs. */
const step = fc.oneof(
  fc.record({ kind: fc.constant('create' as const), by: fc.nat(1), content: recordContent }),
  fc.record({
    kind: fc.constant('bring' as const),
    contents: fc.array(recordContent, { minLength: 2, maxLength: 36 }),
  }),
  fc.record({ kind: fc.constant('access' as const), which: fc.nat(99) }),
  fc.record({ kind: fc.constant('amend' as const), which: fc.nat(99), content: recordContent }),
  fc.record({ kind: fc.constant('file' as const), which: fc.nat(99) }),
  fc.record({ kind: fc.constant('arrange' as const) }),
  fc.record({
    kind: fc.constant('apply' as const),
    number: fc.constantFrom(...caseNumbers),
    isWithdrawn: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('issue' as const), by: fc.nat(1), content: licenceContent }),
  fc.record({
    kind: fc.constant('change' as const),
    which: fc.nat(9),
    to: fc.constantFrom('suspend', 'resume', 'revoke', 'cancel'),
  }),
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** What each filter may ask for: a new filter that has nothing here does not compile. */
type Wanted<Filters> = { readonly [Name in keyof Required<Filters>]: fc.Arbitrary<Filters[Name]> };

/** Unset three times in four: with all of them set, hardly anything passes. */
function optional<T>(...values: T[]): fc.Arbitrary<T | undefined> {
  return fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(...values) },
  );
}

const wantedRecords: Wanted<RecordFilters> = {
  organisation: optional('east', 'archives', 'west'),
  department: optional<string>(departments.eastLand.code, departments.archives.code),
  state: optional('collecting', 'filed', 'disposed'),
  category: optional(...categories),
  year: optional(...years),
  case: optional(...caseNumbers.map((number) => caseIdOf(departments.eastLand.code, number))),
  archivalCode: optional(...archivalCodes, spelling),
  fonds: optional('A001', 'B001'),
  dateFrom: optional('2024-06-01', '2026-11-21'),
  dateUntil: optional('2024-12-31', '2025-05-31'),
  dossier: optional<string>(parcel, anna, departments.audit.code),
};
const recordFilters: fc.Arbitrary<RecordFilters> = fc.record(wantedRecords);

const wantedLicences: Wanted<LicenceFilters> = {
  type: optional<string>(licenceTypes.foodBusiness, licenceTypes.realEstate),
  issuer: optional<string>(departments.eastMarket.code, departments.westLand.code),
  region: optional<string>(regions.east, regions.west),
  status: optional('in-force', 'suspended', 'revoked', 'cancelled'),
  object: optional(parcel),
  holder: optional(...persons),
  printedNumber: optional(printedNumber, '5e'.repeat(32)),
};
const licenceFilters: fc.Arbitrary<LicenceFilters> = fc.record(wantedLicences);

const waiting = { department: departments.eastLand.code, roles: ['acceptor'] } as const;
const wantedCases: Wanted<CaseFilters> = {
  organisation: optional('east', 'west'),
  department: optional<string>(departments.eastLand.code, departments.westLand.code),
  state: optional('submitted', 'withdrawn'),
  matter: optional(realEstateTransfer.id, 'other'),
  object: optional(parcel),
  applicant: optional<string>(buyer.person, anna),
  mine: optional<CaseFilters['mine']>(waiting, { ...waiting, roles: ['decider'] }),
  waiting: optional<CaseFilters['waiting']>(waiting, { ...waiting, roles: ['decider'] }),
  lateAt: optional('2026-11-20T00:00:00.000Z', '2100-01-01T00:00:00.000Z'),
};
const caseFilters: fc.Arbitrary<CaseFilters> = fc.record(wantedCases);

let base: World;
beforeAll(async () => {
  base = await World.create();
  // Generated histories issue what they like.
  for (const change of registryChanges) {
    if (change.kind !== 'licence-type' || change.code !== licenceTypes.realEstate) continue;
    await agree(base, 'many', { ...change, multiple: true, perObject: false });
  }
});

/** A value as it was after a command. */
interface Past<T> {
  readonly from: string;
  readonly value: T;
}

type At = Pick<ArchiveRecord, 'id' | 'version'>;

/** A world in which steps are tried, with the state after each; the contracts refuse some, as they should. */
class Play {
  readonly world = base.fork();
  readonly records = new Map<string, Past<ArchiveRecord>[]>();
  readonly licences = new Map<string, Past<Licence>[]>();
  readonly cases = new Set<string>();

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
        return this.#bring(one.by === 0 ? 'eastRegistrar' : 'archivist', [one.content]);
      case 'bring':
        return this.#bring('eastRegistrar', one.contents);
      case 'access':
        return this.#access(one.which);
      case 'arrange':
        return this.#arrange();
      case 'apply':
        return this.#apply(one.number, one.isWithdrawn);
      case 'issue':
        return this.#issue(one.by === 0 ? 'eastMarketDecider' : 'westDecider', one.content);
      case 'amend':
        return this.#changeRecord(amendRecord, one.which, { content: one.content });
      case 'file':
        return this.#changeRecord(fileRecord, one.which, {});
      case 'change':
        return this.#changeLicence(statusCommands[one.to], one.which);
    }
  }

  async #bring(by: 'eastRegistrar' | 'archivist', contents: readonly RecordContent[]): Promise<void> {
    const from = this.world.now;
    const officer = this.world.officers[by];
    const commands = contents.map((content) => this.world.sign(officer, createRecord, content));
    const { outcomes } = await this.world.batch(officer.organisation, commands);
    for (const outcome of outcomes) {
      const id = outcome.status === 'done' ? (outcome.result['id'] as string) : '';
      this.records.set(id, [{ from, value: await recordIn(this.world, id) }]);
    }
  }

  async #access(which: number): Promise<void> {
    const id = chosen(this.records, which);
    const access = { purpose: 'audit:1', basis: 'law:1' };
    if (id !== undefined) {
      await this.world.give(this.world.officers.archivist, accessRecord, { id }, access);
    }
  }

  /** Brings, files and arranges a record; each of its versions is one of the play's. */
  async #arrange(): Promise<void> {
    await this.#bring('eastRegistrar', [arranged]);
    const id = [...this.records.keys()].at(-1) ?? '';
    await this.#change(id, 'eastRegistrar', fileRecord, { id, version: 1 });
    await this.#change(id, 'archivist', arrangeRecords, { series, records: [{ id, version: 2 }] });
  }

  /** Opens a case; one that ends, which withdrawal does, is archived as a record. */
  async #apply(number: string, isWithdrawn: boolean): Promise<void> {
    const transfer = await TransferCase.open(this.world, number, 'title-certificate');
    this.cases.add(transfer.id);
    if (!isWithdrawn) return;
    const from = this.world.now;
    const { done } = await transfer.transition('withdraw', { reason: 'by-applicant' });
    const { record: id = '' } = done.result;
    this.records.set(id, [{ from, value: await recordIn(this.world, id) }]);
  }

  async #issue(
    by: 'eastMarketDecider' | 'westDecider',
    content: Omit<BodyOf<typeof issueLicence>, 'type' | 'region'>,
  ): Promise<void> {
    const from = this.world.now;
    const where =
      by === 'westDecider'
        ? { type: licenceTypes.realEstate, region: regions.west }
        : { type: licenceTypes.foodBusiness, region: regions.east };
    const { done } = await this.world.give(this.world.officers[by], issueLicence, { ...where, ...content });
    const { identifier } = done.result;
    this.licences.set(identifier, [{ from, value: await licenceIn(this.world, identifier) }]);
  }

  async #changeRecord<Input extends At>(
    command: CommandKind<Input>,
    which: number,
    more: Omit<NoInfer<Input>, keyof At>,
  ): Promise<void> {
    const id = chosen(this.records, which);
    if (id === undefined) return;
    const { version } = await recordIn(this.world, id);
    await this.#change(id, 'eastRegistrar', command, { id, version, ...more });
  }

  async #change(
    id: string,
    by: 'eastRegistrar' | 'archivist',
    command: NamedCommand,
    body: object,
  ): Promise<void> {
    const from = this.world.now;
    await this.world.giveUnchecked(this.world.officers[by], command, body);
    this.records.get(id)?.push({ from, value: await recordIn(this.world, id) });
  }

  async #changeLicence(command: typeof suspendLicence, which: number): Promise<void> {
    const identifier = chosen(this.licences, which);
    if (identifier === undefined) return;
    const { version, region } = await licenceIn(this.world, identifier);
    const { eastMarketDecider, westDecider } = this.world.officers;
    const from = this.world.now;
    const more = command.type === revokeLicence.type ? { kind: 'withdrawal' } : {};
    const body = { identifier, version, reason: 'inspection', basis: 'law:1', ...more };
    await this.world.give(region === regions.west ? westDecider : eastMarketDecider, command, body);
    this.licences.get(identifier)?.push({ from, value: await licenceIn(this.world, identifier) });
  }
}

function chosen(from: ReadonlyMap<string, unknown>, which: number): string | undefined {
  return [...from.keys()][which % Math.max(1, from.size)];
}

/** The newest state of each value. */
function newest<T>(values: ReadonlyMap<string, readonly Past<T>[]>): T[] {
  return [...values.values()].flatMap((versions) => versions.at(-1)?.value ?? []);
}

async function recordIn(world: World, id: string): Promise<ArchiveRecord> {
  return (await world.query('query:record', id)) as ArchiveRecord;
}

async function caseIn(world: World, id: string): Promise<Case> {
  return (await world.query('query:case', id)) as Case;
}

async function licenceIn(world: World, identifier: string): Promise<Licence> {
  return ((await world.query('query:licence', identifier)) as { licence: Licence }).licence;
}

/** Projects blocks of several transactions; `sizes` says how many blocks are applied at once. */
async function projected<T>(
  blocks: readonly LedgerBlock[],
  sizes: readonly number[],
  use: (projection: Projection) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-lists-'));
  const projection = await Projection.open(folder);
  try {
    for (let at = 0, turn = 0; at < blocks.length; turn += 1) {
      const size = sizes[turn % sizes.length] ?? 1;
      await projection.apply(...blocks.slice(at, at + size));
      at += size;
    }
    return await use(projection);
  } finally {
    await projection.close();
    await rm(folder, { recursive: true });
  }
}

function blocksIn(world: World): LedgerBlock[] {
  const transactions = transactionsOf(world);
  return blocksWith(transactions.flatMap((_, at) => (at % 3 === 0 ? [transactions.slice(at, at + 3)] : [])));
}

/** All events of the ledger, decoded from its blocks. */
function eventsIn(blocks: readonly LedgerBlock[]): ProvenanceEvent[] {
  return blocks
    .flatMap(({ transactions }) => transactions)
    .flatMap(({ writes }) =>
      writes
        .filter(({ key }) => splitTableKey(key)?.table === eventPages)
        .flatMap(({ value }) => readEventPage(value ?? new Uint8Array()))
        .sort((left, right) => left.position - right.position),
    );
}

async function allPages<T, F>(
  list: (query: ListQuery<F>) => Promise<Page<T>>,
  filters: F,
  limit: number,
): Promise<T[]> {
  const items: T[] = [];
  let after: string | undefined;
  for (let pages = 0; pages < 2_000; pages += 1) {
    const page = await list({ filters, limit, after });
    expect(page.items.length).toBeLessThanOrEqual(limit);
    items.push(...page.items);
    if (page.next === undefined) return items;
    after = page.next;
  }
  throw new Error('the pages do not end');
}

function given(filters: object): [string, unknown][] {
  return Object.entries(filters).filter(([, value]) => value !== undefined);
}

function passes(record: ArchiveRecord, filters: RecordFilters): boolean {
  const [first, last] = days[record.date] ?? [record.date, record.date];
  return given(filters).every(([name, value]) => {
    switch (name) {
      case 'dossier':
        return record.dossiers.some((dossier) => Object.values(dossier).includes(value as string));
      case 'archivalCode':
        // Of the spellings that are asked for, all others are the stored one.
        return record.archivalCode === (value === spelling ? archivalCodes[0] : value);
      case 'dateFrom':
        return last >= (value as string);
      case 'dateUntil':
        return first <= (value as string);
      default:
        return record[name as keyof ArchiveRecord] === value;
    }
  });
}

function licencePasses(licence: Licence, filters: LicenceFilters): boolean {
  return given(filters).every(([name, value]) =>
    name === 'holder'
      ? licence.holders.some((holder) => 'person' in holder && holder.person === value)
      : licence[name as keyof Licence] === value,
  );
}

function casePasses(
  subject: Case,
  { applicant, mine, waiting: others, lateAt, ...exact }: CaseFilters,
): boolean {
  const isOpen = subject.state === 'submitted';
  return (
    given(exact).every(([name, value]) => subject[name as keyof Case] === value) &&
    (applicant === undefined || ('person' in subject.applicant && subject.applicant.person === applicant)) &&
    (isOpen || [mine, others, lateAt].every((filter) => filter === undefined)) &&
    // All open ones wait for an acceptor.
    mine?.roles.includes('acceptor') !== false &&
    others?.roles.includes('acceptor') !== true &&
    // The one limit is that of acceptance, within days after the receipt.
    lateAt?.startsWith('2100') !== false
  );
}

function text(left: string, right: string): number {
  return left < right ? 1 : left > right ? -1 : 0;
}

/** Random steps, and how their blocks are applied to a projection. */
const plays = fc.record({
  steps: fc.array(step, { minLength: 4, maxLength: 14 }),
  sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 4 }),
  limit: fc.integer({ min: 1, max: 6 }),
});

describe('lists', () => {
  it('return the same as a plain filter over all rows, in the same order, page by page', async () => {
    const twelve = { minLength: 12, maxLength: 12 };
    const filters = fc.tuple(
      fc.array(recordFilters, twelve),
      fc.array(licenceFilters, twelve),
      fc.array(caseFilters, twelve),
    );
    await fc.assert(
      fc.asyncProperty(plays, filters, async ({ steps, sizes, limit }, [ofRecords, ofLicences, ofCases]) => {
        const play = await Play.of(steps);
        const records = newest(play.records);
        const licences = newest(play.licences);
        records.sort((left, right) => text(left.createdAt, right.createdAt) || text(left.id, right.id));
        licences.sort((left, right) => text(left.issuedAt, right.issuedAt));
        const cases = await Promise.all([...play.cases].map((id) => caseIn(play.world, id)));
        cases.sort((left, right) => text(left.openedAt, right.openedAt));
        await projected(blocksIn(play.world), sizes, async (projection) => {
          const queries = new ProjectedRecords(projection);
          for (const wanted of [{}, ...ofRecords]) {
            const found = await allPages((query) => queries.list(query), wanted, limit);
            expect(found).toEqual(records.filter((record) => passes(record, wanted)));
          }
          const ofCase = new ProjectedCases(projection, systemClock);
          for (const wanted of [{}, ...ofCases]) {
            const found = await allPages<CaseView, CaseFilters>((query) => ofCase.list(query), wanted, limit);
            expect(found.map(({ due, waitsFor, ...subject }) => subject)).toEqual(
              cases.filter((subject) => casePasses(subject, wanted)),
            );
          }
          const service = new ProjectedLicences(projection, systemClock);
          for (const wanted of [{}, ...ofLicences]) {
            const found = await allPages<LicenceSummary, LicenceFilters>(
              (query) => service.list(query),
              wanted,
              limit,
            );
            expect(found.map(({ identifier, version }) => [identifier, version])).toEqual(
              licences
                .filter((licence) => licencePasses(licence, wanted))
                .map(({ identifier, version }) => [identifier, version]),
            );
          }
        });
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});

describe('single reads', () => {
  it('return every record at every version, licences at every moment, and complete histories and events', async () => {
    await fc.assert(
      fc.asyncProperty(plays, async ({ steps, sizes, limit }) => {
        const play = await Play.of(steps);
        const blocks = blocksIn(play.world);
        const events = eventsIn(blocks).map((event, sequence) => ({ ...event, sequence }));
        const digest = await projected(blocks, [1], (projection) => projection.digest());
        await projected(blocks, sizes, async (projection) => {
          await expect(projection.digest()).resolves.toBe(digest);
          await sameRecords(new ProjectedRecords(projection), play);
          await sameLicences(projection, play);
          await sameEvents(new ProjectedEvents(projection), events, limit);
        });
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });
});

async function sameRecords(queries: ProjectedRecords, { records }: Play): Promise<void> {
  for (const [id, versions] of records) {
    await expect(queries.get(id)).resolves.toEqual(versions.at(-1)?.value);
    for (const { value } of versions) await expect(queries.get(id, value.version)).resolves.toEqual(value);
    await expect(queries.get(id, versions.length + 1)).resolves.toBeUndefined();
    // The same place with another check character does not identify the record.
    await expect(queries.get(`${id.slice(0, -1)}${id.endsWith('A') ? 'B' : 'A'}`)).resolves.toBeUndefined();
  }
}

async function sameLicences(projection: Projection, { licences: issued }: Play): Promise<void> {
  for (const [id, versions] of issued) {
    for (const [index, { from, value }] of versions.entries()) {
      const before = new Date(Date.parse(from) - 1).toISOString();
      const at = async (moment: string): Promise<unknown> =>
        (await findAt(projection, licences, { id, moment }))?.value;
      await expect(at(from)).resolves.toEqual(value);
      await expect(at(before)).resolves.toEqual(versions[index - 1]?.value);
    }
  }
}

async function sameEvents(
  queries: ProjectedEvents,
  events: readonly (ProvenanceEvent & { readonly sequence: number })[],
  limit: number,
): Promise<void> {
  const subjects = new Map(events.map(({ subject }) => [`${subject.kind}/${subject.id}`, subject]));
  for (const subject of subjects.values()) {
    const history = async (query: ListQuery<{ subject: Subject }>): Promise<Page<EventEntry>> =>
      (await queries.history(query)) ?? { items: [] };
    const found = await allPages(history, { subject }, limit);
    const { kind, id } = subject;
    const own = events.filter((event) => event.subject.kind === kind && event.subject.id === id);
    expect(found).toEqual(own.map((event): unknown => expect.objectContaining(event)));
  }
  for (const event of events) {
    const found = await queries.get(eventId(event));
    expect(found).toMatchObject(event);
  }
}
