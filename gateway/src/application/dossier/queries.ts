// SPDX-License-Identifier: Apache-2.0
import { dateOf, dossierKinds } from '@guidang/chaincode/model';
import type {
  ArchiveRecord,
  Case,
  CountsOfKinds,
  DossierKind,
  Licence,
  Restricted,
  Restriction,
} from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { firstMomentOf, lastMomentOf } from '../../common/moment';
import { optional } from '../../common/optional';
import { listPlaced, mergePages, modules } from '../../projection';
import type { Listed, ListPage, Projection } from '../../projection';
import { summaryOf as licenceSummaryOf } from '../licence/queries';
import { ProjectedRestrictions } from '../licence/restriction-queries';
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
  | { readonly kind: 'restriction'; readonly restriction: Restriction };

interface PageAsked {
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Sorts behind all positions of a moment. */
const behind = '~';

/**
 * Dossiers, derived from the query store: each page reads as many rows of each kind as it shows, whatever the subject
 * has. The order is that of beginnings, which never change, so that no page skips or repeats what others write meanwhile.
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
    const pages = await Promise.all([...new Set(kinds)].map((kind) => this.#ofKind(kind, subject, asked)));
    const page = mergePages(pages, limit);
    const first = from === undefined ? '' : firstMomentOf(from);
    const items = page.items.filter(({ position }) => position >= first);
    // What follows began earlier still.
    const isLast = items.length < page.items.length || (page.next ?? '') < first;
    return {
      items: await this.#shown(items, level),
      ...(isLast ? {} : optional({ next: page.next })),
    };
  }

  async #ofKind(
    kind: DossierKind,
    { kind: of, id }: DossierSubject,
    asked: PageAsked,
  ): Promise<ListPage<Listed<Stored>>> {
    const projection = this.#projection;
    const { licence, case: ofCases, record } = modules;
    switch (kind) {
      case 'licence': {
        const { holder, object } = licence.indexes;
        const index = (of === 'object' ? object : holder).by(id);
        return stored(await listPlaced(projection, { index, ...asked }), (value) => ({
          kind,
          licence: value,
        }));
      }
      case 'case': {
        const { applicant, object } = ofCases.indexes;
        const index = (of === 'object' ? object : applicant).by(id);
        return stored(await listPlaced(projection, { index, ...asked }), (value) => ({ kind, case: value }));
      }
      case 'record': {
        const index = record.indexes.dossier.by(id);
        return stored(await listPlaced(projection, { index, ...asked }), (value) => ({
          kind,
          record: value,
        }));
      }
      case 'restriction': {
        // Those on licences are counted with the licences.
        if (of !== 'object') return { items: [] };
        const page = await this.#restrictions.placed({ kind: of, id }, { filters: {}, ...asked });
        return stored(page, (value) => ({ kind, restriction: value }));
      }
    }
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
          return { ...begun, kind, licence: shown, restrictionCounts: counts[index] ?? none };
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
      return counts.reduce(sumOf, none);
    });
  }
}

const none: CountsOfKinds = { seizure: 0, objection: 0, mortgage: 0 };

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

function stored<T>(page: ListPage<Listed<T>>, of: (value: T) => Stored): ListPage<Listed<Stored>> {
  return { ...page, items: page.items.map((each) => ({ ...each, value: of(each.value) })) };
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
