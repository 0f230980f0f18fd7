// SPDX-License-Identifier: Apache-2.0
import { isGeneralPeriod, isPeriodOf, ruleFor } from '../identifier';
import { isAfter } from '../ledger/archival-date';
import { demandCentury } from '../ledger/time';
import { demand } from '../ledger/refusal';
import type { Fonds } from '../registry/model';
import type { RecordContent } from './model';

/** What a record may say of itself, as the contract and a gateway's dry run both ask it. */
interface Soundness {
  /** The entry of the fonds that the record names. */
  readonly fonds: Fonds | undefined;
  /** The day in China. */
  readonly today: string;
  /** The record's path in the command, for refusals. */
  readonly at: string;
}

/** @throws {Refusal} `command-malformed`. */
export function demandSound(content: RecordContent, { fonds, today, at }: Soundness): void {
  demandPast(content, { today, at });
  demandPeriod(content, fonds, `${at}/retention`);
}

/**
 * Nothing is on record of what has not happened. There is no tolerance but the day itself: of a date that is known in
 * part, the first day that it may be counts, so that this year, and a file that is still open, are taken.
 */
function demandPast(
  { date, year }: Pick<RecordContent, 'date' | 'year'>,
  { today, at }: Pick<Soundness, 'today' | 'at'>,
): void {
  demand(!isAfter(date, today), 'command-malformed', 'the date of a record is not in the future', {
    field: `${at}/date`,
  });
  demandCentury(year, `${at}/year`);
  demand(year <= today.slice(0, 4), 'command-malformed', 'the year of a record is not in the future', {
    field: `${at}/year`,
  });
}

/** Whether records of the year may have the period, and the fonds, if one is named, knows it. */
function demandPeriod(
  { retention, year, category }: Pick<RecordContent, 'retention' | 'year' | 'category'>,
  fonds: Fonds | undefined,
  field: string,
): void {
  demand(
    isPeriodOf(retention, year),
    'command-malformed',
    'C (长期) and D (短期) are periods of records until 2006',
    { field },
  );
  const { retentions } = ruleFor(fonds?.scheme ?? [], category) ?? {};
  const isKnown = retentions === undefined ? isGeneralPeriod(retention) : retentions.includes(retention);
  demand(
    isKnown,
    'command-malformed',
    'no retention period in use: Y, D30, D10, of accounting D3, D5, D15, D25, until 2006 C and D, or one that the fonds named in `fonds` has in its scheme',
    { field },
  );
}

/**
 * Nobody files into another department's fonds.
 * @throws {Refusal} `not-competent`.
 */
export function demandOwnFonds(
  { code, owner, keeper }: Fonds,
  { department }: { readonly department: string },
  field: string,
): void {
  demand(
    department === owner || department === keeper,
    'not-competent',
    `the fonds ${code} is neither owned nor kept by the officer's department`,
    { field, detail: { fonds: code, owner } },
  );
}
