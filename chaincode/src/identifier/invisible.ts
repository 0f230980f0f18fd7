// SPDX-License-Identifier: Apache-2.0

/** Blanks of every width, soft hyphens, zero-width characters, direction marks: copied along, and never seen. */
const invisible = /[\s\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/gu;

/** The full-width forms U+FF01 to U+FF5E as ASCII; written out, since what ICU does depends on its version. */
export function halfWidth(text: string): string {
  return text.replace(/[！-～]/gu, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0));
}

/** Removes what nobody sees, and what codes never contain: blanks, zero-width characters, direction marks. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '');
}
