// SPDX-License-Identifier: Apache-2.0
import { cases, hasEnded, matters } from '@guidang/chaincode/model';
import type { Case, Matter } from '@guidang/chaincode/model';
import type { CaseFilters, CaseQueries } from './api';
import type { ListQuery, Page } from '../paging';
import { everyRow, find, list, modules, partyText } from '../../projection';
import type { Projection } from '../../projection';
import { chooseIndex, matchesAll } from '../filters';
import { addWorkingDays } from './working-days';

const { indexes } = modules.case;

/** Queries of cases and the work queue, on the projection. */
export class ProjectedCases implements CaseQueries {
  readonly #projection: Projection;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  async list({ filters, ...page }: ListQuery<CaseFilters>): Promise<Page<Case>> {
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
    const where = (subject: Case): boolean =>
      matchesAll(subject, exact) &&
      (applicant === undefined || partyText(subject.applicant) === applicant) &&
      (mine === undefined || isMine(subject, matterOf(subject), mine)) &&
      (lateAt === undefined || isLate(subject, matterOf(subject), lateAt));
    return list(this.#projection, { index, ...page, where });
  }

  get(id: string): Promise<Case | undefined> {
    return find(this.#projection, cases, id);
  }

  async #matters(needed: boolean): Promise<(subject: Case) => Matter | undefined> {
    const versions = needed ? await allMatters(this.#projection) : [];
    const byVersion = new Map(versions.map((matter) => [`${matter.id}/${matter.version}`, matter]));
    return (subject) => byVersion.get(`${subject.matter}/${subject.matterVersion}`);
  }
}

const mattersMax = 10_000;

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

/** Whether an open case was past its time limit (行政许可法 art. 42: working days from acceptance). */
function isLate(subject: Case, matter: Matter | undefined, at: string): boolean {
  if (hasEnded(subject.state) || subject.acceptedAt === undefined || matter === undefined) return false;
  return addWorkingDays(subject.acceptedAt, matter.workingDays) < at;
}
