// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import type { EventOutcome } from '../ledger/event';
import { Refusal } from '../ledger/refusal';
import { addMonths, dateOf } from '../ledger/time';
import { changeStatus, issueLicence } from '../licence/issue';
import { requireLicence } from '../licence/store';
import type { Matter, OutcomeDefinition } from '../matter/model';
import { holds, type Facts } from '../matter/predicate';
import { fileCase } from './archive';
import { gatherFacts } from './facts';
import type { Case, CaseState } from './model';
import { hasEnded } from './states';
import { saveCase } from './store';

/**
 * Lets a case do what follows from its present state, in the same transaction: one whose conditions hold completes
 * (its outcomes happen, its archive record is filed), one that has ended otherwise is archived (办结即归档).
 * @returns the case as it then is; the same when nothing follows.
 */
export async function settle(subject: Case, matter: Matter, action: Action): Promise<Case> {
  if (hasEnded(subject.state)) {
    return saveCase(nextVersion(fileCase(subject, matter, action)), 'case.archived', action);
  }
  if (!running.includes(subject.state)) return subject;
  const facts = await gatherFacts(action.unit, subject, matter, action.claimedAt);
  return holds(matter.completion, facts) ? complete(subject, matter, facts, action) : subject;
}

/** A case completes only while it is being handled. */
const running: readonly CaseState[] = ['accepted', 'review', 'granted', 'registered'];

async function complete(subject: Case, matter: Matter, facts: Facts, action: Action): Promise<Case> {
  const because: EventOutcome = {
    case: subject.id,
    matter: matter.id,
    matterVersion: matter.version,
    rule: digestOf(matter.completion),
    inputs: digestOf(facts),
  };
  // Filed first, so that what is issued can name the record that it rests on.
  const filed = fileCase({ ...subject, state: 'closed' }, matter, action, because);
  const issued: string[] = [];
  const changed: string[] = [];
  for (const outcome of matter.outcomes) {
    if (outcome.kind === 'issue-licence') issued.push(await issueOutcome(outcome, filed, because, action));
    else changed.push(await changeOutcome(outcome, filed, because, action));
  }
  const completed = nextVersion({ ...filed, outcome: { because, facts, issued, changed } });
  return saveCase(completed, 'case.completed', action, { outcome: because, data: { issued, changed } });
}

function nextVersion(subject: Case): Case {
  return { ...subject, version: subject.version + 1 };
}

async function issueOutcome(
  outcome: Extract<OutcomeDefinition, { kind: 'issue-licence' }>,
  subject: Case,
  because: EventOutcome,
  action: Action,
): Promise<string> {
  const today = dateOf(action.claimedAt);
  const licence = await issueLicence(
    {
      type: outcome.licenceType,
      issuer: subject.department,
      organisation: subject.organisation,
      region: subject.region,
      holders: [subject.applicant],
      ...(subject.object === undefined ? {} : { object: subject.object }),
      validFrom: today,
      ...(outcome.validMonths === undefined ? {} : { validUntil: addMonths(today, outcome.validMonths) }),
      issuedOn: today,
      case: subject.id,
      ...(subject.record === undefined ? {} : { record: subject.record }),
    },
    action,
    { outcome: because },
  );
  return licence.identifier;
}

async function changeOutcome(
  outcome: Extract<OutcomeDefinition, { kind: 'change-licence' }>,
  subject: Case,
  because: EventOutcome,
  action: Action,
): Promise<string> {
  const source = subject.materials.find(({ code }) => code === outcome.material)?.source;
  if (source === undefined || !('licence' in source)) {
    throw new Refusal(
      'material-missing',
      `the matter changes the licence given as ${outcome.material}: there is none`,
    );
  }
  const licence = await requireLicence(action.unit, source.licence);
  if (licence.issuer !== subject.department) {
    throw new Refusal('not-competent', 'a case changes licences of its own department only');
  }
  const { to, reason, basis } = outcome;
  await changeStatus(licence, { to, reason, basis, at: action.claimedAt }, action, { outcome: because });
  return licence.identifier;
}
