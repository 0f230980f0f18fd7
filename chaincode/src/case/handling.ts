// SPDX-License-Identifier: Apache-2.0
import type { Matter } from '../matter/model';

/** Why something is used to handle a case, as the ledger records it: codes of the code book. */
export interface Handling {
  readonly purpose: string;
  readonly basis: string;
}

/**
 * What a file of a case, or what an applicant has already, is used for by those who handle it (办案审查), on the basis of
 * the matter; where that names none, a duty under the law (个人信息保护法 art. 13).
 */
export function handlingOf({ basis = 'pipl:13' }: Pick<Matter, 'basis'>): Handling {
  return { purpose: 'case-review', basis };
}
