// SPDX-License-Identifier: Apache-2.0
import {
  calendars,
  caseParts,
  cases,
  datedDue,
  dateOf,
  dueOf,
  hasEnded,
  isOverdue,
  matters,
  waitsFor,
} from '@guidang/chaincode/model';
import type { Calendars, Case, Matter, Role, SettledPart } from '@guidang/chaincode/model';
import { timeOf } from '../../common/clock';
import type { Clock } from '../../common/clock';
import { optional } from '../../common/optional';
import type { Caller } from '../caller';
import type { CaseCounts, CaseFilters, CaseQueries, CaseQuery, CaseView, Waiting } from './api';
import type { Page } from '../paging';
import {
  caseCountsOf,
  everyRow,
  find,
  list,
  listAcross,
  modules,
  partyText,
  queueOf,
  waitingTexts,
} from '../../projection';
import type { IndexRange, Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';
import { answeredForBy, belongs } from '../registry/succession';

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
    const { applicant, mine, waiting, lateAt, department, organisation, ...others } = filters;
    if (!(await belongs({ department, organisation }, this.#projection))) return { items: [] };
    const exact = department === undefined ? { ...others, organisation } : others;
    const of = await this.#answered(department);
    const own = await this.#answered(mine?.department ?? waiting?.department);
    const role = mine?.roles.length === 1 ? mine.roles[0] : undefined;
    const indexes =
      order === 'due'
        ? // Of one role's cases there is an index of its own, so that nothing else is read.
          dueIn(of ?? own).map((each) => queueOf(each, own?.includes(each) === true ? role : undefined))
        : byOpening(filters, of ?? own);
    const matterOf = await this.#matters([mine, waiting, lateAt].some((filter) => filter !== undefined));
    const known = await this.#calendars();
    const isQueued = (subject: Case): boolean => {
      if (mine === undefined && waiting === undefined) return true;
      if (own?.includes(subject.department) !== true || hasEnded(subject.state)) return false;
      const isTheirs = (officer: Waiting): boolean => isFor(subject, matterOf(subject), officer);
      return (mine === undefined || isTheirs(mine)) && (waiting === undefined || !isTheirs(waiting));
    };
    const where = (subject: Case): boolean =>
      matchesAll(subject, exact) &&
      of?.includes(subject.department) !== false &&
      (applicant === undefined || partyText(subject.applicant) === applicant) &&
      isQueued(subject) &&
      (lateAt === undefined || isLate(subject, matterOf(subject), known, lateAt));
    const found = await listAcross(this.#projection, { indexes, ...page, where });
    return { ...found, items: await Promise.all(found.items.map((subject) => this.#view(subject, known))) };
  }

  async #answered(department?: string): Promise<readonly string[] | undefined> {
    return department === undefined ? undefined : answeredForBy(department, this.#projection);
  }

  async get(id: string): Promise<CaseView | undefined> {
    const subject = await find(this.#projection, cases, id);
    if (subject === undefined) return undefined;
    const view = await this.#view(subject, await this.#calendars());
    const { parts } = subject;
    if (parts === undefined || hasEnded(subject.state)) return view;
    return { ...view, parts: await Promise.all(parts.map((part) => this.#standing(subject.id, part))) };
  }

  /** A part of a joint case that has not ended, as it stands now: the joint case itself stays as it has opened. */
  async #standing(joint: string, part: SettledPart): Promise<SettledPart> {
    const row = await find(this.#projection, caseParts, joint, part.code);
    return {
      ...part,
      ...optional({ status: row?.status ?? 'waiting', case: row?.case, record: row?.record }),
    };
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
    const answered = await answeredForBy(department, this.#projection);
    const counted = await Promise.all(answered.map((each) => caseCountsOf(this.#projection, each)));
    for (const { state, waits, lastDay, cases: number } of counted.flat()) {
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

function dueIn(departmentsAsked: readonly string[] | undefined): readonly string[] {
  if (departmentsAsked !== undefined) return departmentsAsked;
  throw new Error('cases are in the order in which they are due for one department');
}

function byOpening(
  { object, applicant, organisation, matter, state }: CaseFilters,
  of: readonly string[] | undefined,
): readonly IndexRange<Case>[] {
  if (of !== undefined && object === undefined && applicant === undefined) {
    return of.map(indexes.department.by);
  }
  return [
    chooseIndex(
      cases,
      [indexes.object, object],
      [indexes.applicant, applicant],
      [indexes.organisation, organisation],
      [indexes.matter, matter],
      [indexes.state, state],
    ),
  ];
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
