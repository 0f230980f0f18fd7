// SPDX-License-Identifier: Apache-2.0

/** Blanks of every width, soft hyphens, zero-width characters, direction marks: copied along, and never seen. */
const invisible = '[\\s\\u00ad\\u061c\\u180e\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f\\ufeff]';
const anywhere = new RegExp(invisible, 'gu');
const around = new RegExp(`^${invisible}+|${invisible}+$`, 'gu');

/** Removes what nobody sees, and what codes never contain: blanks, zero-width characters, direction marks. */
export function withoutInvisible(text: string): string {
  return text.replace(anywhere, '');
}

/** Removes the same around a text which may hold blanks itself. */
export function trimInvisible(text: string): string {
  return text.replace(around, '');
}
