// SPDX-License-Identifier: Apache-2.0
// Without schemas: pages bundle it.

/** What came of a promise (告知承诺, 国办发〔2020〕42号): it was false, or what was promised was not done. */
export const creditKinds = ['false-promise', 'breach-of-promise'] as const;

export type CreditKind = (typeof creditKinds)[number];

/** What an entry says of itself: until when it counts, and whether it was lifted. */
export interface CreditTerm {
  /** The last day in China; without one, an entry counts until it is lifted. */
  readonly until?: string | undefined;
  readonly lifted?: object | undefined;
}

export const creditStates = ['in-force', 'lifted', 'over'] as const;

export type CreditState = (typeof creditStates)[number];

/**
 * How an entry stands on a day (YYYY-MM-DD) after it was recorded. What was lifted stays so: it was repaired, and not
 * merely outlived.
 */
export function creditStateOn({ until, lifted }: CreditTerm, day: string): CreditState {
  if (lifted !== undefined) return 'lifted';
  return until !== undefined && until < day ? 'over' : 'in-force';
}
