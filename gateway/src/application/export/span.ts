// SPDX-License-Identifier: Apache-2.0
import { optional } from '../../common/optional';
import { LogError } from '../../log/log-error';
import type { DatedHeads, PastHead } from './dated-heads';
import type { Selection } from './selection';

/** The range of leaves of an export: those under `head`, from the size of `before` on. */
export interface Span {
  /** The head at which a range begins; absent when it begins with the first leaf. */
  readonly before?: PastHead;
  readonly first: number;
  readonly head: PastHead;
}

/**
 * Bounds a time range by two heads, since only their times are signed: it may contain more than was asked for, never
 * less.
 * @throws {LogError} `head-missing` before the first head.
 */
export async function spanOf(selection: Selection, heads: DatedHeads): Promise<Span> {
  const { newest } = heads;
  if (newest === undefined) throw new LogError('head-missing', 'no head of the log is anchored yet');
  if (selection.kind !== 'range') return { first: 0, head: newest };
  const { from, to } = selection;
  const before = from === undefined ? undefined : await heads.lastUntil(Date.parse(from));
  const until = to === undefined ? undefined : await heads.firstFrom(Date.parse(to));
  return {
    ...optional({ before }),
    first: before?.size ?? 0,
    head: until ?? newest,
  };
}
