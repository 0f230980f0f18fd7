// SPDX-License-Identifier: Apache-2.0
import type { Committed } from '../application/command/api';
import { Problem } from './problem';
import type { Input } from './route';

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

/** What a page is of, and what records its use. */
interface Using {
  /** What a further page must be of. */
  readonly scope: object;
  readonly record: () => Promise<Committed>;
}

/**
 * Records the use of a first page, or finds in the cursor of a further one that it was.
 * @throws {Problem} `cursor-invalid`, `cursor-expired`; as the contract refuses.
 */
export async function beginUse(
  { cursors, clock, body: { cursor } }: Input<unknown, unknown, { readonly cursor?: string | undefined }>,
  { scope, record }: Using,
): Promise<{ since: number; after?: string; access?: Committed }> {
  if (cursor !== undefined) {
    const opened = cursors.open(cursor, scope);
    const { since, position } = coveredBy(opened, { nowMs: clock.nowMs(), field: 'body/cursor' });
    return { since, after: position };
  }
  const access = await record();
  return { since: clock.nowMs(), access };
}
