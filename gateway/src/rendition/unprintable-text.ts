// SPDX-License-Identifier: Apache-2.0

/** A text has characters that no font shows: it is not printed, since what stands in for them would be another text. */
export class UnprintableText extends Error {
  constructor(readonly characters: readonly string[]) {
    super(`no configured font has ${characters.map(named).join(', ')}`);
    this.name = 'UnprintableText';
  }
}

/** A character with its code point, by which it is found in a font; one that nobody sees by that alone. */
function named(character: string): string {
  const point = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return /[\p{C}\p{Z}]/u.test(character) ? `U+${point}` : `${character} (U+${point})`;
}
