// SPDX-License-Identifier: Apache-2.0
import {
  calendars,
  cases,
  datedDue,
  dateOf,
  dueOf,
  hasEnded,
  isOverdue,
  matters,
  waitsFor,
} from '@guidang/chaincode/model';
import type { Calendars, Case, Matter, Role } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { optional } from '../../common/optional';
import type { Caller } from '../caller';
import type { CaseCounts, CaseFilters, CaseQueries, CaseQuery, CaseView } from './api';
import type { Page } from '../paging';
import {
  caseCountsOf,
  everyRow,
  find,
  list,
  modules,
  partyText,
  queueOf,
  waitingTexts,
} from '../../projection';
import type { IndexRange, Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';

const { indexes } = modules.case;

/** Queries of cases and the work queue, on the projection. */
export class ProjectedCases implements CaseQueries {
  readonly #projection: Projection;
  readonly #clock: Clock;

  constructor(projection: Projection, clock: Clock) {
    this.#projection = projection;
    this.#clock = clock;
  }

  async list({ filters, order = 'opened', ...page }: CaseQuery): Promise<Page<CaseView>> {
    const { applicant, mine, waiting, lateAt, ...exact } = filters;
    const index = order === 'due' ? byDue(filters) : byOpening(filters);
    const matterOf = await this.#matters([mine, waiting, lateAt].some((filter) => filter !== undefined));
    const known = await this.#calendars();
    const where = (subject: Case): boolean =>
      matchesAll(subject, exact) &&
      (applicant === undefined || partyText(subject.applicant) === applicant) &&
      (mine === undefined || (isIn(subject, mine) && isFor(subject, matterOf(subject), mine))) &&
      (waiting === undefined || (isIn(subject, waiting) && !isFor(subject, matterOf(subject), waiting))) &&
      (lateAt === undefined || isLate(subject, matterOf(subject), known, lateAt));
    const found = await list(this.#projection, { index, ...page, where });
    return { ...found, items: await Promise.all(found.items.map((subject) => this.#view(subject, known))) };
  }

  async get(id: string): Promise<CaseView | undefined> {
    const subject = await find(this.#projection, cases, id);
    return subject && this.#view(subject, await this.#calendars());
  }

  async #view(subject: Case, known: Calendars): Promise<CaseView> {
    const matter = await find(this.#projection, matters, subject.matter, String(subject.matterVersion));
    const due = matter && dueOf(subject, matter, known);
    const today = dateOf(timeOf(this.#clock));
    return {
      ...subject,
      ...optional({
        due: due && datedDue(due, today, known),
        waitsFor: matter && waitsFor(subject, matter),
      }),
    };
  }

  async count({ department, roles }: Caller): Promise<CaseCounts> {
    const today = dateOf(timeOf(this.#clock));
    const counts = { mine: 0, waiting: 0, late: 0 };
    const states: CaseCounts['states'] = {};
    const waiting: CaseCounts['waitsFor'] = {};
    for (const { state, waits, lastDay, cases: number } of await caseCountsOf(this.#projection, department)) {
      states[state] = (states[state] ?? 0) + number;
      for (const who of waits) waiting[who] = (waiting[who] ?? 0) + number;
      if (waits.length > 0) counts[waits.some((who) => isAmong(who, roles)) ? 'mine' : 'waiting'] += number;
      if (lastDay !== undefined && lastDay < today) counts.late += number;
    }
    return { states, waitsFor: waiting, ...counts };
  }

  async #calendars(): Promise<Calendars> {
    const page = await list(this.#projection, { index: everyRow(calendars), limit: calendarsMax });
    return new Map(page.items.map((calendar) => [calendar.year, calendar]));
  }

  async #matters(needed: boolean): Promise<(subject: Case) => Matter | undefined> {
    const versions = needed ? await allMatters(this.#projection) : [];
    const byVersion = new Map(versions.map((matter) => [`${matter.id}/${matter.version}`, matter]));
    return (subject) => byVersion.get(`${subject.matter}/${subject.matterVersion}`);
  }
}

const mattersMax = 10_000;
const calendarsMax = 200;

async function allMatters(projection: Projection): Promise<readonly Matter[]> {
  const page = await list(projection, { index: everyRow(matters), limit: mattersMax });
  return page.items;
}

/** What is due first; of one role's cases its own index, so that nothing else is read. */
function byDue({ department, mine, waiting }: CaseFilters): IndexRange<Case> {
  const of = department ?? mine?.department ?? waiting?.department;
  if (of === undefined) throw new Error('cases are in the order in which they are due for one department');
  return mine?.department === of && mine.roles.length === 1 ? queueOf(of, mine.roles[0]) : queueOf(of);
}

function byOpening({ department, mine, waiting, ...filters }: CaseFilters): IndexRange<Case> {
  return chooseIndex(
    cases,
    [indexes.object, filters.object],
    [indexes.applicant, filters.applicant],
    [indexes.department, department ?? mine?.department ?? waiting?.department],
    [indexes.organisation, filters.organisation],
    [indexes.matter, filters.matter],
    [indexes.state, filters.state],
  );
}

/** Whether an open case is the department's. */
function isIn({ department, state }: Case, officer: { readonly department: string }): boolean {
  return department === officer.department && !hasEnded(state);
}

/** Whether a case waits for one of these roles. */
function isFor(
  subject: Case,
  matter: Matter | undefined,
  { roles }: { readonly roles: readonly Role[] },
): boolean {
  return waitingTexts(matter && waitsFor(subject, matter)).some((who) => isAmong(who, roles));
}

function isAmong(who: string, roles: readonly string[]): boolean {
  return roles.includes(who);
}

/** Whether the limit that an open case was under was over; one that is provisional is never. */
function isLate(subject: Case, matter: Matter | undefined, known: Calendars, at: string): boolean {
  const due = matter && dueOf(subject, matter, known);
  return due !== undefined && isOverdue(due, at);
}
