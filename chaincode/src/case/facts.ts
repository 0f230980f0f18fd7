// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '../ledger/time';
import type { Licence } from '../licence/model';
import { demandLicence } from '../licence/rules';
import { statusOn } from '../licence/status';
import type { Matter } from '../matter/model';
import type { Facts } from '../matter/predicate';
import type { Case } from './model';

/** What an act needs to know beside the case and its matter. Of what the ledger does not hold, nothing is here. */
export interface LedgerFacts {
  /** The records, of those that come as materials. */
  readonly records: ReadonlySet<string>;
  /** The licences, of those that come as materials and, where conditions are asked, of those in the case. */
  readonly licences: ReadonlyMap<string, LicenceFacts>;
  /** Kinds of the restrictions that lie on the case's object and its licences; only where conditions are asked. */
  readonly restrictions?: {
    readonly object: readonly string[];
    readonly licences: ReadonlyMap<string, readonly string[]>;
  };
  /** Where the officer's department is; only for an opening. */
  readonly region?: string;
}

export type LicenceFacts = Pick<Licence, 'type' | 'issuer' | 'status' | 'validUntil'>;

/**
 * What the conditions of a matter may see of a case.
 * @param at time of the act; a licence whose period has ended by then is expired.
 */
export function factsOf(subject: Case, matter: Matter, ledger: LedgerFacts, at: string): Facts {
  const restrictions = gathered(ledger.restrictions);
  const present = subject.materials.map(({ code }) => code);
  const licences: Record<string, string> = {};
  const restricted: Record<string, string[]> = {};
  for (const { code, source } of subject.materials) {
    if (!('licence' in source)) continue;
    licences[code] = statusOn(demandLicence(ledger.licences.get(source.licence)), dateOf(at));
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
  };
}

/** To take what nobody has read for nothing would hide a seizure. */
function gathered<T>(facts: T | undefined): T {
  if (facts === undefined) throw new Error('the facts for conditions were not gathered');
  return facts;
}
