// SPDX-License-Identifier: Apache-2.0
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import { addNewLicence, changeStatus, supersede } from '../licence/issue';
import type { Licence } from '../licence/model';
import { requireLicence } from '../licence/store';
import { areAnsweredForByOne } from '../membership/owner';
import { addRecord, describeRecord } from '../record/store';
import type { CaseEffect } from './effects';
import { cases, caseSchema } from './model';
import { noteRenewal } from './renewal';
import type { Case } from './model';

/** Collected while applying effects: identifiers that derive from the transaction, and the case. */
interface Given {
  readonly record?: string;
  readonly issued: readonly string[];
  /** The latest version of the case. */
  readonly latest?: Case;
}

/**
 * Applies the effects of a plan in order and stores the case once, in its final version.
 * @returns the stored case, with the record and licence identifiers assigned by the ledger.
 * @throws {Refusal} when an effect cannot happen; the caller must then roll back all of them.
 */
export async function apply(effects: readonly CaseEffect[], action: Action): Promise<Case> {
  let given: Given = { issued: [] };
  for (const effect of effects) given = await carryOut(effect, given, action);
  if (given.latest === undefined) throw new Error('the plan contains no new version of the case');
  action.unit.put(cases, given.latest);
  return given.latest;
}

async function carryOut(effect: CaseEffect, given: Given, action: Action): Promise<Given> {
  switch (effect.kind) {
    case 'new-version':
      return { ...given, latest: becomes(withRecord(effect.case, given), effect.event, action) };
    case 'file-record': {
      const record = addRecord(action.unit, effect.record);
      action.emit({ type: 'record.filed', ...describeRecord(record), ...effect.event });
      return { ...given, record: record.id };
    }
    case 'issue-licence': {
      const because = { outcome: effect.because, validMonths: effect.validMonths };
      const { identifier } = await addNewLicence(withRecord(effect.licence, given), action, because);
      return { ...given, issued: [...given.issued, identifier] };
    }
    case 'change-licence': {
      await changeLicence(effect, given, action);
      return given;
    }
    case 'renewal': {
      await noteRenewal(effect, action);
      return given;
    }
    case 'complete': {
      const issued = [...given.issued];
      const outcome = { ...effect.case.outcome, issued };
      const event = {
        type: 'case.completed' as const,
        outcome: outcome.because,
        data: { issued, changed: outcome.changed },
      };
      return { ...given, latest: becomes(withRecord({ ...effect.case, outcome }, given), event, action) };
    }
    case 'refuse': {
      const { code, message, ...more } = effect.refusal;
      throw new Refusal(code, message, more);
    }
  }
}

async function changeLicence(
  { licence: identifier, change, because }: Extract<CaseEffect, { kind: 'change-licence' }>,
  { issued }: Given,
  action: Action,
): Promise<void> {
  // Read again, since an earlier effect may have changed it.
  const licence = await requireLicence(action.unit, identifier);
  const { to, ...why } = change;
  const successor = to === 'superseded' ? await successorAmong(issued, licence, action) : undefined;
  if (successor !== undefined) {
    await supersede(licence, { ...why, successor }, action, { outcome: because });
    return;
  }
  demand(
    to !== 'superseded' || licence.status !== 'suspended',
    'state-conflict',
    'a suspended licence is superseded by one that the case has issued, which takes the suspension over',
  );
  await changeStatus(licence, change, action, { outcome: because });
}

/** The first licence that the case has issued in the place of this one. */
async function successorAmong(
  issued: readonly string[],
  { type, issuer }: Licence,
  { unit }: Action,
): Promise<Licence | undefined> {
  for (const identifier of issued) {
    const candidate = await requireLicence(unit, identifier);
    const isFree = candidate.supersedes === undefined && candidate.supersededBy === undefined;
    const isLike = candidate.type === type && (await areAnsweredForByOne(candidate.issuer, issuer, unit));
    if (isFree && isLike) return candidate;
  }
  return undefined;
}

function withRecord<T extends object>(value: T, { record }: Given): T & { record?: string } {
  return record === undefined ? value : { ...value, record };
}

/** Emits the event of a new version of the case. */
function becomes(
  version: Case,
  event: Pick<EventDraft, 'type' | 'outcome' | 'data'>,
  { emit }: Action,
): Case {
  const checked = caseSchema.parse(version);
  emit({
    ...event,
    subject: { kind: 'case', id: checked.id },
    version: checked.version,
    digest: digestOf(checked),
  });
  return checked;
}
