// SPDX-License-Identifier: Apache-2.0

/** Soft hyphens, zero-width characters, direction marks: copied along, and never seen. */
const marks = '\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff';
/** The same, and blanks of every width. */
const invisible = `[\\s${marks}]`;
const unprinted = new RegExp(`[${marks}]`, 'gu');
const anywhere = new RegExp(invisible, 'gu');
const around = new RegExp(`^${invisible}+|${invisible}+$`, 'gu');

/** Removes what nobody sees, and what codes never contain: blanks, zero-width characters, direction marks. */
export function withoutInvisible(text: string): string {
  return text.replace(anywhere, '');
}

/** Removes what takes no place, and leaves the blanks. */
export function withoutMarks(text: string): string {
  return text.replace(unprinted, '');
}

/** Removes blanks and marks around a text which may hold blanks itself. */
export function trimInvisible(text: string): string {
  return text.replace(around, '');
}

/** Control characters, halves of characters, and what breaks or turns a line: no text that people read has them. */
export const unreadable = /[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u;

/** Whether a text says something, in characters that can be seen. */
export function isReadable(text: string): boolean {
  return withoutInvisible(text) !== '' && !unreadable.test(text);
}
