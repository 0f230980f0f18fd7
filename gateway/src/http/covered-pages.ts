// SPDX-License-Identifier: Apache-2.0
import type { Committed } from '../application/command/api';
import { Problem } from './problem';
import type { Input } from './route';

/** How long a recorded use covers what follows it: its pages, and receipts of what it has shown. */
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

/** Before the first entry of what is shown. */
const start = '';

/** A cursor to the first page again: who loads a page anew looks at the same, and not a second time. */
export function startText(since: number): string {
  return coveredText({ since, position: start });
}

/** What a page is of, and what records its use. */
interface Using {
  /** What a further page must be of. */
  readonly scope: object;
  readonly record: () => Promise<Committed>;
}

interface Begun {
  /** When the use was recorded, in milliseconds. */
  readonly since: number;
  /** Behind what a further page begins. */
  readonly after?: string;
  /** Of a page that was asked for without a cursor. */
  readonly access?: Committed;
}

type Asking = Input<unknown, unknown, { readonly cursor?: string | undefined }>;

/**
 * Records the use of a first page, or finds in the cursor that it was.
 * @throws {Problem} `cursor-invalid`, `cursor-expired`, `read-used`; as the contract refuses.
 */
export async function beginUse(input: Asking, { scope, record }: Using): Promise<Begun> {
  const { cursors, clock, body } = input;
  if (body.cursor !== undefined) {
    const opened = cursors.open(body.cursor, scope);
    const { since, position } = coveredBy(opened, { nowMs: clock.nowMs(), field: 'body/cursor' });
    return position === start ? { since } : { since, after: position };
  }
  const access = await record();
  return { since: await sinceOf(access, input), access };
}

/**
 * When a use was recorded: one that was recorded before, under the same Idempotency-Key, does not begin anew, or an old
 * key would open what it names for ever.
 * @throws {Problem} `read-used`.
 */
async function sinceOf({ transaction, repeated }: Committed, { services, clock }: Asking): Promise<number> {
  const nowMs = clock.nowMs();
  if (!repeated) return nowMs;
  const event = await services.events.get(`${transaction}-0`);
  const since = Date.parse(event?.claimedAt ?? '');
  if (nowMs - since < coveredMs) return since;
  throw new Problem('read-used', 'this recorded use is over: a further one needs another key', {
    field: 'header/Idempotency-Key',
  });
}
