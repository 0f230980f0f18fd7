// SPDX-License-Identifier: Apache-2.0
import type { CreditStanding } from '../credit/model';
import { dateOf } from '../ledger/time';
import type { Licence } from '../licence/model';
import { demandLicence } from '../licence/rules';
import { statusOn } from '../licence/status';
import type { Dated } from '../licence/status';
import type { Matter } from '../matter/model';
import type { Facts, PartStatus } from '../matter/predicate';
import type { ArchiveRecord } from '../record/model';
import type { Calendars } from '../registry/working-days';
import { askedFactsOf } from './asked-facts';
import { creditOn } from './credit';
import type { Case } from './model';

/** Ledger data that an act needs besides the case and its matter. What the ledger does not hold is absent. */
export interface LedgerFacts {
  /** Those records, among the ones given as materials, that exist. */
  readonly records: ReadonlyMap<string, RecordFacts>;
  /** The licences given as materials and, when conditions are evaluated, those already in the case. */
  readonly licences: ReadonlyMap<string, LicenceFacts>;
  /** Kinds of restrictions on the case's object and its licences; present only when conditions are evaluated. */
  readonly restrictions?: {
    readonly object: readonly string[];
    readonly licences: ReadonlyMap<string, readonly string[]>;
  };
  /** The calendars that the time limit in question needs, or a condition; present only when the act depends on it. */
  readonly calendars?: Calendars;
  /** The entries on the applicant's credit; present only when conditions are evaluated that ask. */
  readonly credit?: CreditStanding['entries'];
  /** The region of the officer's department; present only when a case is opened. */
  readonly region?: string;
  /** How the parts of a joint case stand; present only of one. */
  readonly parts?: Readonly<Record<string, PartStatus>>;
}

export type RecordFacts = Pick<ArchiveRecord, 'category' | 'state'>;

export type LicenceFacts = Pick<Licence, 'type' | 'issuer' | 'issuedOn' | 'attributes'> & Dated;

/**
 * Builds the facts that a matter's conditions may see of a case.
 * @param at time of the act; its day in China decides the status of each licence.
 */
export function factsOf(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): Facts {
  const restrictions = gathered(ledger.restrictions);
  const present = subject.materials.map(({ code }) => code);
  const licences: Record<string, string> = {};
  const restricted: Record<string, string[]> = {};
  for (const { code, source } of subject.materials) {
    if (!('licence' in source)) continue;
    licences[code] = statusOn(demandLicence(ledger.licences.get(source.licence), source.licence), dateOf(at));
    restricted[code] = [...gathered(restrictions.licences.get(source.licence))];
  }
  return {
    materials: present,
    missing: matter.materials
      .filter(({ code, required }) => required && !present.includes(code))
      .map(({ code }) => code),
    decisions: Object.fromEntries(subject.decisions.map(({ step, result }) => [step, result])),
    licences,
    restrictions: { object: [...restrictions.object], licences: restricted },
    ...(ledger.parts === undefined ? {} : { parts: ledger.parts }),
    ...creditOn(matter, () => gathered(ledger.credit), dateOf(at)),
    ...askedFactsOf(subject, matter, {
      licences: ledger.licences,
      calendars: () => gathered(ledger.calendars),
    }),
  };
}

/** Throws on facts that were never gathered: treating them as empty could hide a seizure. */
export function gathered<T>(facts: T | undefined): T {
  if (facts === undefined) throw new Error('the facts for this act were not gathered');
  return facts;
}
