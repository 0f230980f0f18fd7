// SPDX-License-Identifier: Apache-2.0
import { dateOf, dossierKinds } from '@guidang/chaincode/model';
import type {
  ArchiveRecord,
  Case,
  CountsOfKinds,
  CreditEntry,
  DossierKind,
  Licence,
  Restricted,
  Restriction,
} from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { firstMomentOf, lastMomentOf } from '../../common/moment';
import { optional } from '../../common/optional';
import { listMixed, mergePages, mixedRange, modules } from '../../projection';
import type { Listed, ListPage, MixedRange, Projection } from '../../projection';
import { creditShown } from '../credit/queries';
import { summaryOf as licenceSummaryOf } from '../licence/queries';
import { noRestrictions, ProjectedRestrictions } from '../licence/restriction-queries';
import { shownOn } from '../licence/service';
import type { ListQuery, Page } from '../paging';
import type {
  CaseSummary,
  DossierEntry,
  DossierFilters,
  DossierLevel,
  DossierSubject,
  RecordSummary,
} from './api';

/** What is stored of an entry. */
type Stored =
  | { readonly kind: 'licence'; readonly licence: Licence }
  | { readonly kind: 'case'; readonly case: Case }
  | { readonly kind: 'record'; readonly record: ArchiveRecord }
  | { readonly kind: 'restriction'; readonly restriction: Restriction }
  | { readonly kind: 'credit'; readonly credit: CreditEntry };

interface PageAsked {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Sorts behind all positions of a moment. */
const behind = '~';

/**
 * Dossiers, derived from the query store: each page reads a page of the index of each kind, and the rows that it shows,
 * whatever the subject has. The order is that of beginnings, which never change, so that no page skips or repeats what
 * others write meanwhile.
 */
export class ProjectedDossiers {
  readonly #projection: Projection;
  readonly #clock: Clock;
  readonly #restrictions: ProjectedRestrictions;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
    this.#restrictions = new ProjectedRestrictions(projection);
  }

  async list(
    level: DossierLevel,
    { filters, after, limit }: ListQuery<DossierFilters>,
  ): Promise<Page<DossierEntry>> {
    const { subject, kinds = dossierKinds, from, until } = filters;
    const asked = { after: after ?? (until && lastMomentOf(until) + behind), limit };
    const page = await this.#page([...new Set(kinds)], subject, asked);
    const first = from === undefined ? '' : firstMomentOf(from);
    const items = page.items.filter(({ position }) => position >= first);
    // What follows began earlier still.
    const isLast = items.length < page.items.length || (page.next ?? '') < first;
    return {
      items: await this.#shown(items, level),
      ...(isLast ? {} : optional({ next: page.next })),
    };
  }

  async #page(
    kinds: readonly DossierKind[],
    subject: DossierSubject,
    asked: PageAsked,
  ): Promise<ListPage<Listed<Stored>>> {
    const ranges = kinds.flatMap((kind) => rangeOf(kind, subject));
    const page = await listMixed(this.#projection, ranges, asked);
    // Those on licences are counted with the licences.
    if (subject.kind !== 'object' || !kinds.includes('restriction')) return page;
    const on = { kind: subject.kind, id: subject.id };
    const restrictions = await this.#restrictions.placed(on, { filters: {}, ...asked });
    const items = restrictions.items.map((each) => ({ ...each, value: restrictionIn(each.value) }));
    return mergePages([page, { ...restrictions, items }], asked.limit);
  }

  async #shown(items: readonly Listed<Stored>[], level: DossierLevel): Promise<readonly DossierEntry[]> {
    const today = dateOf(timeOf(this.#clock));
    const counts = await this.#countsOn(items);
    return items.map((item, index) => {
      const { value, event } = item;
      const begun = { at: beginningOf(item), ...optional({ event }) };
      switch (value.kind) {
        case 'licence': {
          const { kind, licence } = value;
          const shown = level === 'materials' ? shownOn(licence, today) : licenceSummaryOf(licence, today);
          return { ...begun, kind, licence: shown, restrictionCounts: counts[index] ?? noRestrictions };
        }
        case 'case':
          return { ...begun, ...value, case: level === 'materials' ? value.case : caseSummaryOf(value.case) };
        case 'record':
          return {
            ...begun,
            ...value,
            record: level === 'materials' ? value.record : recordSummaryOf(value.record),
          };
        case 'restriction':
          return { ...begun, ...value };
        case 'credit':
          return { ...begun, ...value, credit: creditShown(value.credit, today) };
      }
    });
  }

  /** How many restrictions lie on each licence and its object. */
  async #countsOn(items: readonly Listed<Stored>[]): Promise<readonly CountsOfKinds[]> {
    const on = items.map(({ value }) => (value.kind === 'licence' ? restrictedOf(value.licence) : []));
    const counted = await this.#restrictions.countEach(on.flat());
    let next = 0;
    return on.map((all) => {
      const counts = counted.slice(next, (next += all.length));
      return counts.reduce(sumOf, noRestrictions);
    });
  }
}

function sumOf(one: CountsOfKinds, other: CountsOfKinds): CountsOfKinds {
  return {
    seizure: one.seizure + other.seizure,
    objection: one.objection + other.objection,
    mortgage: one.mortgage + other.mortgage,
  };
}

function restrictedOf({ identifier, object }: Licence): readonly Restricted[] {
  const on = { kind: 'licence', id: identifier } as const;
  return object === undefined ? [on] : [on, { kind: 'object', id: object }];
}

/** Where what is stored of a kind is found. */
function rangeOf(kind: DossierKind, { kind: of, id }: DossierSubject): readonly MixedRange<Stored>[] {
  const { licence, case: ofCases, record, credit } = modules;
  switch (kind) {
    case 'licence': {
      const index = of === 'object' ? licence.indexes.object : licence.indexes.holder;
      return [mixedRange(index.by(id), (value) => ({ kind, licence: value }))];
    }
    case 'case': {
      const index = of === 'object' ? ofCases.indexes.object : ofCases.indexes.applicant;
      return [mixedRange(index.by(id), (value) => ({ kind, case: value }))];
    }
    case 'record':
      return [mixedRange(record.indexes.dossier.by(id), (value) => ({ kind, record: value }))];
    case 'restriction':
      return [];
    case 'credit':
      return [mixedRange(credit.indexes.on.by(id), (value) => ({ kind, credit: value }))];
  }
}

function restrictionIn(restriction: Restriction): Stored {
  return { kind: 'restriction', restriction };
}

/** When an entry began. */
function beginningOf({ value }: Listed<Stored>): string {
  switch (value.kind) {
    case 'licence':
      return value.licence.issuedAt;
    case 'case':
      return value.case.openedAt;
    case 'record':
      return value.record.createdAt;
    case 'restriction':
      return value.restriction.at;
    case 'credit':
      return value.credit.at;
  }
}

function caseSummaryOf(subject: Case): CaseSummary {
  const { id, version, matter, matterVersion, organisation, department, region, state } = subject;
  const { openedAt, acceptedAt, closedAt } = subject;
  const shown = { id, version, matter, matterVersion, organisation, department, region, state, openedAt };
  return { ...shown, ...optional({ acceptedAt, closedAt }) };
}

function recordSummaryOf(record: ArchiveRecord): RecordSummary {
  const { id, version, state, organisation, department, category, retention, year, date } = record;
  const { createdAt, filedAt } = record;
  const shown = { id, version, state, organisation, department, category, retention, year, date, createdAt };
  return { ...shown, ...optional({ filedAt }) };
}
