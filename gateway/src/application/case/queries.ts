// SPDX-License-Identifier: Apache-2.0
import { calendars, cases, dueOf, hasEnded, isOverdue, matters } from '@guidang/chaincode/model';
import type { Calendars, Case, Matter } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import type { CaseFilters, CaseQueries, CaseView } from './api';
import type { ListQuery, Page } from '../paging';
import { everyRow, find, list, modules, partyText } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';

const { indexes } = modules.case;

/** Queries of cases and the work queue, on the projection. */
export class ProjectedCases implements CaseQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<CaseFilters>): Promise<Page<CaseView>> {
    const { applicant, mine, lateAt, ...exact } = filters;
    const index = chooseIndex(
      cases,
      [indexes.object, filters.object],
      [indexes.applicant, applicant],
      [indexes.department, filters.department ?? mine?.department],
      [indexes.organisation, filters.organisation],
      [indexes.matter, filters.matter],
      [indexes.state, filters.state],
    );
    const matterOf = await this.#matters(mine !== undefined || lateAt !== undefined);
    const known = await this.#calendars();
    const where = (subject: Case): boolean =>
      matchesAll(subject, exact) &&
      (applicant === undefined || partyText(subject.applicant) === applicant) &&
      (mine === undefined || isMine(subject, matterOf(subject), mine)) &&
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
    return { ...subject, ...optional({ due: matter && dueOf(subject, matter, known) }) };
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

/** Whether an open case waits for one of these roles of its department. */
function isMine(subject: Case, matter: Matter | undefined, mine: NonNullable<CaseFilters['mine']>): boolean {
  if (subject.department !== mine.department || hasEnded(subject.state)) return false;
  const waitsForAcceptor = ['submitted', 'supplement', 'paused'].includes(subject.state);
  const next = waitsForAcceptor ? 'acceptor' : matter?.steps[subject.decisions.length]?.role;
  return next !== undefined && mine.roles.includes(next);
}

/** Whether the limit that an open case was under was over; one that is provisional is never. */
function isLate(subject: Case, matter: Matter | undefined, known: Calendars, at: string): boolean {
  const due = matter && dueOf(subject, matter, known);
  return due !== undefined && isOverdue(due, at);
}
