// SPDX-License-Identifier: Apache-2.0

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** The language of the terminal; it is asked of the gateway too. */
export const isChinese = /^zh/i.test(LC_ALL ?? LC_MESSAGES ?? LANG ?? '');

/** One of two texts, by the language of the terminal. */
export function says(en: string, zh: string): string {
  return isChinese ? zh : en;
}
