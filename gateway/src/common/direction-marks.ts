// SPDX-License-Identifier: Apache-2.0

/** Marks that turn the direction of writing: with them a text is read as another one than it is (Trojan Source). */
export const directionMarks = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const everyMark = new RegExp(directionMarks, 'gu');

/** The text without them: as it stands in the file, in the order of its characters. */
export function inOneDirection(text: string): string {
  return text.replace(everyMark, '');
}
