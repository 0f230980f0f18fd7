// SPDX-License-Identifier: Apache-2.0
import type { EventOutcome } from '../ledger/event';
import { digestOf } from '../ledger/hash';
import { dateOf } from '../ledger/time';
import { demandLicence } from '../licence/rules';
import type { Attributes } from '../matter/attribute';
import type { Matter, OutcomeDefinition } from '../matter/model';
import type { Facts } from '../matter/predicate';
import { fileCase } from './archive';
import { renewalOf } from './renewal';
import type { CaseEffect } from './effects';
import type { LedgerFacts } from './facts';
import type { Case, CaseOutcome } from './model';

/** A case whose completion condition holds, at the time of the act that fulfilled it. */
interface Completing {
  readonly subject: Case;
  readonly matter: Matter;
  readonly ledger: LedgerFacts;
  readonly at: string;
}

/** Completes a case automatically: files its archive record and runs its outcomes. */
export function complete(
  facts: Facts,
  { subject, matter, ledger, at }: Completing,
): { readonly case: Case; readonly effects: readonly CaseEffect[] } {
  const because: EventOutcome = {
    case: subject.id,
    matter: matter.id,
    matterVersion: matter.version,
    rule: digestOf(matter.completion),
    inputs: digestOf(facts),
  };
  const closed: Case = { ...subject, state: 'closed' };
  const outcomes = matter.outcomes.map((outcome) =>
    outcome.kind === 'issue-licence'
      ? issueOutcome(outcome, { subject: closed, matter, ledger, at }, because)
      : changeOutcome(outcome, { subject: closed, matter, ledger, at }, because),
  );
  const changed = outcomes.flatMap((effect) => (effect.kind === 'change-licence' ? [effect.licence] : []));
  const outcome: CaseOutcome = { because, facts, issued: [], changed };
  const completed = { ...closed, version: subject.version + 1, closedAt: at, outcome };
  // Filed first, so that the issued licences can name the record they rest on.
  const filed = fileCase(closed, matter, at, because);
  return {
    case: completed,
    effects: [
      filed,
      ...outcomes,
      ...renewalOf(closed, matter, 'decided'),
      { kind: 'complete', case: completed },
    ],
  };
}

function issueOutcome(
  outcome: Extract<OutcomeDefinition, { kind: 'issue-licence' }>,
  { subject, ledger, at }: Completing,
  because: EventOutcome,
): CaseEffect {
  const today = dateOf(at);
  const attributes = { ...attributesOf(outcome.attributesOf, subject, ledger), ...outcome.attributes };
  return {
    kind: 'issue-licence',
    licence: {
      type: outcome.licenceType,
      issuer: subject.department,
      organisation: subject.organisation,
      region: subject.region,
      holders: [subject.applicant],
      ...(subject.object === undefined ? {} : { object: subject.object }),
      validFrom: today,
      issuedOn: today,
      ...(Object.keys(attributes).length === 0 ? {} : { attributes }),
      case: subject.id,
      ...(subject.namedBy === undefined ? {} : { namedBy: subject.namedBy }),
    },
    validMonths: outcome.validMonths,
    because,
  };
}

/** Those of the licence that is given as a material. */
function attributesOf(material: string | undefined, { materials }: Case, ledger: LedgerFacts): Attributes {
  const source = materials.find(({ code }) => code === material)?.source;
  if (source === undefined || !('licence' in source)) return {};
  return ledger.licences.get(source.licence)?.attributes ?? {};
}

function changeOutcome(
  { material, to, reason, basis, statusKind }: Extract<OutcomeDefinition, { kind: 'change-licence' }>,
  { subject, ledger, at }: Completing,
  because: EventOutcome,
): CaseEffect {
  const source = subject.materials.find(({ code }) => code === material)?.source;
  if (source === undefined || !('licence' in source)) {
    const message = `the matter changes the licence given as ${material}: there is none`;
    return { kind: 'refuse', refusal: { code: 'material-missing', message } };
  }
  if (demandLicence(ledger.licences.get(source.licence), source.licence).issuer !== subject.department) {
    const message = 'a case changes licences of its own department only';
    return { kind: 'refuse', refusal: { code: 'not-competent', message } };
  }
  return {
    kind: 'change-licence',
    licence: source.licence,
    change: { to, reason, basis, at, ...(statusKind === undefined ? {} : { kind: statusKind }) },
    because,
  };
}
