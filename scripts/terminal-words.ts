// SPDX-License-Identifier: Apache-2.0
import { isNativeError } from 'node:util/types';
import { unreadable } from '@guidang/chaincode/model';

const { LC_ALL, LC_MESSAGES, LANG } = process.env;

/** The language of the terminal; it is asked of the gateway too. */
export const isChinese = /^zh/i.test(LC_ALL ?? LC_MESSAGES ?? LANG ?? '');

/** One of two texts, by the language of the terminal. */
export function says(en: string, zh: string): string {
  return isChinese ? zh : en;
}

/** What the operating system says of a file, in words. */
const fileWords: Readonly<Partial<Record<string, (path: string) => string>>> = {
  ENOENT: (path) => says(`there is no ${path}`, `找不到 ${path}`),
  EISDIR: (path) => says(`${path} is a folder, not a file`, `${path} 是文件夹，不是文件`),
  ENOTDIR: (path) => says(`a part of ${path} is no folder`, `${path} 的上级不是文件夹`),
  EACCES: (path) => says(`${path} is closed to this user`, `当前用户无权访问 ${path}`),
  ENOSPC: (path) => says(`the disk is full: ${path}`, `磁盘空间已满：${path}`),
};

/** Why a command has ended, for whoever typed it. */
export function messageOf(error: unknown): string {
  if (!isNativeError(error)) return String(error);
  const { code = '', path = says('what was named', '所指的路径') }: NodeJS.ErrnoException = error;
  return fileWords[code]?.(path) ?? error.message;
}

const allUnreadable = new RegExp(unreadable, 'gu');

/** Characters that would do something on a terminal, or hide there, by their numbers. */
export function seen(text: string): string {
  return text.replaceAll(
    allUnreadable,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
