// SPDX-License-Identifier: Apache-2.0
import { demand, Refusal } from '../ledger/refusal';
import { addMonths, dayAfter, demandCentury } from '../ledger/time';
import { misfitOfAttributes } from '../registry/model';
import type { LicenceTypeEntry } from '../registry/model';
import { licenceSchema } from './model';
import type { Licence } from './model';

/** A licence before the ledger has assigned its identifier and time. */
export type LicenceDraft = Omit<
  Licence,
  'schema' | 'identifier' | 'version' | 'status' | 'renditions' | 'issuedAt'
>;

/** @throws {Refusal} `not-found` for a licence that does not exist. */
export function demandLicence<T extends Pick<Licence, 'status'>>(
  licence: T | undefined,
  identifier: string,
  field = 'body/identifier',
): T {
  if (licence === undefined) {
    throw new Refusal('not-found', `there is no such licence: ${identifier}`, { field });
  }
  return licence;
}

type Period = Pick<Licence, 'validFrom' | 'validUntil'>;

/** @throws {Refusal} `command-malformed` for a period that ends before it begins, or begins in the first century. */
export function demandPeriod({ validFrom, validUntil }: Period, at = 'body'): void {
  demandCentury(validFrom, `${at}/validFrom`);
  demand(
    validUntil === undefined || validFrom <= validUntil,
    'command-malformed',
    'the period ends before it begins',
    { field: `${at}/validUntil` },
  );
}

/**
 * A licence that is issued here has a day left: else a year was mistyped, or it is one of before, which is registered.
 * @throws {Refusal} `command-malformed`.
 */
export function demandNotOver(
  { validUntil, issuedOn }: Pick<Licence, 'validUntil' | 'issuedOn'>,
  at: string,
): void {
  demand(
    validUntil === undefined || validUntil >= issuedOn,
    'command-malformed',
    `the period has ended on ${validUntil ?? ''} already: look at the year, or register what was issued before`,
    { field: `${at}/validUntil` },
  );
}

/**
 * The last day of a period of months. A month without the day ends it with its last one (民法典 art. 202), which is then no
 * day too many.
 */
export function lastDayOfPeriod(
  from: string,
  months: number,
  ends: LicenceTypeEntry['validityEnds'] = 'same-day',
): string {
  const sameDay = addMonths(from, months);
  const isCut = sameDay.slice(-2) !== from.slice(-2);
  return ends === 'same-day' || isCut ? sameDay : dayAfter(sameDay, -1);
}

/** A licence when it is first stored: version 1, in force. */
export function newLicence(draft: LicenceDraft & Pick<Licence, 'identifier' | 'issuedAt'>): Licence {
  return licenceSchema.parse({
    ...draft,
    schema: schemaOf(draft),
    version: 1,
    status: 'in-force',
    renditions: [],
  });
}

/** The form in which a licence is stored. */
export function schemaOf({
  attributes,
  printedNumber,
}: Pick<Licence, 'attributes' | 'printedNumber'>): Licence['schema'] {
  if (attributes !== undefined) return 3;
  return printedNumber === undefined ? 1 : 2;
}

/**
 * Refuses attributes that the type does not define so.
 * @throws {Refusal} `command-malformed`.
 */
export function demandAttributes(
  { attributes = {} }: Pick<Licence, 'attributes'>,
  type: LicenceTypeEntry,
): void {
  const misfit = misfitOfAttributes(attributes, type);
  if (misfit === undefined) return;
  throw new Refusal('command-malformed', misfit.message, { field: `body/attributes/${misfit.code}` });
}
