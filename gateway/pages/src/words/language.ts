// SPDX-License-Identifier: Apache-2.0

/** A text for users, in both languages of the product. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export type Language = keyof Bilingual;
