// SPDX-License-Identifier: Apache-2.0
import { Problem } from './problem';

/** How long a recorded use covers what follows it: further pages, and receipts of what it has shown. */
const coveredMs = 15 * 60_000;
const separator = ' ';

/** A place in what a use has shown that was recorded at a time, in milliseconds. */
interface Covered {
  readonly since: number;
  readonly position: string;
}

/** As the text that is sealed into a cursor. */
export function coveredText({ since, position }: Covered): string {
  return `${since}${separator}${position}`;
}

/**
 * What a sealed cursor says, while the use covers it.
 * @throws {Problem} `cursor-expired`.
 */
export function coveredBy(
  opened: string,
  { nowMs, field }: { readonly nowMs: number; readonly field: string },
): Covered {
  const [since = ''] = opened.split(separator, 1);
  if (nowMs - Number(since) < coveredMs) {
    return { since: Number(since), position: opened.slice(since.length + separator.length) };
  }
  throw new Problem('cursor-expired', 'the recorded search no longer covers a further page', { field });
}
