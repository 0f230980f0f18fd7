// SPDX-License-Identifier: Apache-2.0

/** The path of a value in a matter: names of fields and positions in lists. */
export type Path = readonly (string | number)[];

/** What is wrong with a matter, in both languages, and where. */
export interface Finding {
  readonly path: Path;
  readonly en: string;
  readonly zh: string;
  /** No fault: it could not be found out in time whether something is wrong, or there may be a reason for it. */
  readonly isOpen?: true;
}
