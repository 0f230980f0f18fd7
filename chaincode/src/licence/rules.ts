// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import { licenceSchema } from './model';
import type { Licence } from './model';

/** A licence before the ledger has assigned its identifier and time. */
export type LicenceDraft = Omit<
  Licence,
  'schema' | 'identifier' | 'version' | 'status' | 'renditions' | 'issuedAt'
>;

/** @throws {Refusal} `not-found` for a licence that does not exist. */
export function demandLicence<T extends Pick<Licence, 'status'>>(licence: T | undefined): T {
  if (licence === undefined) {
    throw new Refusal('not-found', 'there is no such licence', { field: 'body/identifier' });
  }
  return licence;
}

/** @throws {Refusal} `command-malformed` for a period that ends before it begins. */
export function demandPeriod({ validFrom, validUntil }: Pick<Licence, 'validFrom' | 'validUntil'>): void {
  demand(
    validUntil === undefined || validFrom <= validUntil,
    'command-malformed',
    'the period ends before it begins',
    { field: 'body/validUntil' },
  );
}

/** A licence when it is first stored: version 1, in force. */
export function newLicence(draft: LicenceDraft & Pick<Licence, 'identifier' | 'issuedAt'>): Licence {
  return licenceSchema.parse({ ...draft, schema: 1, version: 1, status: 'in-force', renditions: [] });
}
