// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand, partOf } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { subjectIn } from '../command/subjects';
import type { LockSubject } from '../command/subjects';
import { creditStandings, creditIdOf, creditStatementSchema, creditSubjectSchema } from '../credit/model';
import type { CreditEntry, CreditSubject } from '../credit/model';
import { findCredit, saveCredit } from '../credit/store';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import { dateOf, demandCentury } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { codeSchema, unifiedCodeSchema } from '../ledger/values';
import { interestsOf } from '../licence/parties';
import { ownerNow } from '../membership/owner';
import { creditSubjectOf } from './credit';
import type { Case } from './model';
import { requireCase } from './store';
import { caseSubject } from './subjects';

export const recordCreditBody = z.strictObject({
  on: creditSubjectSchema,
  ...creditStatementSchema.shape,
});

/**
 * Records on the applicant's credit (信用记录) what came of a promise in a case (告知承诺): the department that was
 * promised does, and nobody whom nothing was promised.
 */
export const recordCredit = defineCommand({
  type: 'credit.record',
  body: recordCreditBody,
  once: 'identifier',
  subjects: ({ on, case: of }) => [creditSubject(on), caseSubject(of)],
  async about({ case: of }, unit) {
    const subject = await requireCase(unit, of, 'body/case');
    const { applicant, representative } = subject;
    const parties = [applicant, ...(representative === undefined ? [] : [representative])];
    return { owner: subject, field: 'body/case', parties: await interestsOf(parties, unit) };
  },
  async run({ on, ...statement }, action) {
    const { unit, officer, claimedAt } = action;
    demandPromise(on, statement.material, await requireCase(unit, statement.case, 'body/case'));
    demandTerm(statement, dateOf(claimedAt));
    const { department } = officer;
    demand(
      (await findCredit(unit, { on, department, id: statement.id })) === undefined,
      'already-exists',
      'the department has an entry of this name on this subject',
      { field: 'body/id' },
    );
    const { organisation, officer: by } = partOf(action);
    const entry = { on, ...statement, department, at: claimedAt, recordedBy: { organisation, officer: by } };
    return save({ schema: 1, version: 1, ...entry }, 'credit.recorded', action);
  },
});

export const liftCreditBody = z.strictObject({
  on: creditSubjectSchema,
  id: codeSchema,
  /** Whose it is; by default the officer's own department's. */
  department: unifiedCodeSchema.optional(),
  /** The legal basis of the repair. */
  basis: codeSchema,
});

type Lifted = z.infer<typeof liftCreditBody>;

/** Lifts an entry (信用修复): by the department that recorded it, and another officer. It stays, as lifted. */
export const liftCredit = defineCommand({
  type: 'credit.lift',
  body: liftCreditBody,
  once: 'identifier',
  subjects: ({ on }) => [creditSubject(on)],
  async about(body, unit, asking) {
    const { recordedBy, department } = await requireCredit(unit, body, asking.department);
    const { on } = body;
    return {
      owner: await ownerNow(department, unit),
      parties: await interestsOf(on.kind === 'organisation' ? [{ organisation: on.id }] : [], unit),
      earlier: [{ ...recordedBy, step: 'credit.record' }],
    };
  },
  async run(body, action) {
    const entry = await requireCredit(action.unit, body, action.officer.department);
    demand(entry.lifted === undefined, 'state-conflict', 'the entry is lifted already', {
      field: 'body/id',
      detail: { state: 'lifted' },
    });
    const lifted = { at: action.claimedAt, basis: body.basis };
    return save({ ...entry, version: entry.version + 1, lifted }, 'credit.lifted', action);
  },
});

function creditSubject({ kind, id }: CreditSubject): LockSubject {
  return subjectIn(creditStandings, kind, id);
}

/** Only what was promised can be false, or not be done: a department cannot blacken whom it likes. */
function demandPromise(on: CreditSubject, material: string, subject: Case): void {
  const applicant = creditSubjectOf(subject.applicant);
  demand(
    on.kind === applicant.kind && on.id === applicant.id,
    'not-found',
    'the case has another applicant',
    {
      field: 'body/on',
    },
  );
  const source = subject.materials.find(({ code }) => code === material)?.source;
  demand(source !== undefined && 'promise' in source, 'not-found', 'nothing was promised as this material', {
    field: 'body/material',
  });
}

/** Conditions have no clock of the future: what is recorded counts at once. */
function demandTerm(
  { from, until }: { readonly from: string; readonly until?: string | undefined },
  today: string,
): void {
  demandCentury(from, 'body/from');
  demand(from <= today, 'command-malformed', 'an entry begins today at the latest', { field: 'body/from' });
  demand(until === undefined || from <= until, 'command-malformed', 'an entry ends after it begins', {
    field: 'body/until',
  });
}

/** @throws {Refusal} `not-found`. */
async function requireCredit(
  unit: UnitOfWork,
  { on, id, department: named }: Lifted,
  own: string,
): Promise<CreditEntry> {
  const entry = await findCredit(unit, { on, id, department: named ?? own });
  if (entry === undefined) throw new Refusal('not-found', 'no such entry', { field: 'body/id' });
  return entry;
}

async function save(
  entry: CreditEntry,
  type: EventDraft['type'],
  { unit, emit, claimedAt }: Action,
): Promise<{ readonly id: string; readonly version: number }> {
  await saveCredit(unit, entry, dateOf(claimedAt));
  const { id, version, kind, case: of } = entry;
  emit({
    type,
    subject: { kind: 'credit', id: creditIdOf(entry) },
    version,
    digest: digestOf(entry),
    data: { kind, case: of },
  });
  return { id, version };
}
