// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { inOneDirection } from '../../common/direction-marks';

/** What a description says of its record; members as DA/T 46 has them. */
export const titleSchema = z.strictObject({
  /** 题名 (M22) */
  title: z.string(),
  /** 责任者 (M32) */
  author: z.string().optional(),
  /** 文号 (M31) */
  documentNumber: z.string().optional(),
  /** 日期 (M33), as it is written there. */
  date: z.string().optional(),
});

export type Title = z.infer<typeof titleSchema>;

/** The names under which a description has them: those of our import, and of DA/T 46 in English. */
const names: Readonly<Record<keyof Title, readonly string[]>> = {
  title: ['题名', 'title'],
  author: ['责任者', 'author'],
  documentNumber: ['文号', 'documentNumber'],
  date: ['日期', 'date'],
};

/** A description is a page of text at most; whatever is longer is something else. */
export const descriptionBytesMax = 64 * 1024;
const charactersMax = 500;

/** The title in a description, a JSON object; `undefined` where there is none, whatever else the file is. */
export function titleIn(bytes: Uint8Array): Title | undefined {
  const document = objectIn(bytes);
  if (document === undefined) return undefined;
  const members = Object.entries(names).flatMap(([member, spellings]) => {
    const text = spellings.map((name) => textOf(document[name])).find((each) => each !== undefined);
    return text === undefined ? [] : [[member, text] as const];
  });
  return titleSchema.safeParse(Object.fromEntries(members)).data;
}

function objectIn(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return z.record(z.string(), z.unknown()).safeParse(value).data;
  } catch {
    return undefined;
  }
}

function textOf(value: unknown): string | undefined {
  // The file is kept as it is; what is shown of it in lists is read as it stands there.
  const text =
    typeof value === 'string'
      ? inOneDirection(value)
          .replace(/[\s\p{Cc}]+/gu, ' ')
          .trim()
      : '';
  return text === '' ? undefined : Array.from(text).slice(0, charactersMax).join('');
}
