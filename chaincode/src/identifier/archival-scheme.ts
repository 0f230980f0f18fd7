// SPDX-License-Identifier: Apache-2.0

/**
 * The forms of a 档号. DA/T 22-2015 and DA/T 13-2022 are both in force and differ: in the older one year, retention and
 * office are parts of their own, in the newer they stand inside the category number. Which holds is for the fonds to say.
 */
export const archivalForms = [
  'dat22-2015',
  'dat22-2015-file',
  'dat13-2022-item',
  'dat13-2022-file',
  'dat13-2022-project',
  'dat13-2022-catalogue',
] as const;
export type ArchivalForm = (typeof archivalForms)[number];

/** How the 档号 of a fonds, or of some of its categories, are formed. */
export interface ArchivalRule {
  readonly form: ArchivalForm;
  /** The categories that it is for, with those below them; without any, all that no other rule names. */
  readonly categories?: readonly string[] | undefined;
  readonly fileDigits?: number | undefined;
  readonly itemDigits?: number | undefined;
  /** The periods in use, instead of the general ones. */
  readonly retentions?: readonly string[] | undefined;
  /** Parts that the category number of the newer forms lacks. */
  readonly without?: readonly ('year' | 'retention')[] | undefined;
}

export const fileDigitsUsual = 3;
export const itemDigitsUsual = 4;

/** The rule for a category: the first that names it or a level above it, else the first that names none. */
export function ruleFor(
  scheme: readonly ArchivalRule[],
  category: string | undefined,
): ArchivalRule | undefined {
  const named = scheme.find(({ categories }) =>
    categories?.some((each) => category === each || category?.startsWith(`${each}·`)),
  );
  return named ?? scheme.find(({ categories }) => categories === undefined);
}
