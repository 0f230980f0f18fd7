// SPDX-License-Identifier: Apache-2.0
import { bringAll } from './bring';
import { closedLoop } from './load/closed-loop';
import type { HttpCallers } from './load/http-callers';
import type { LoadResult, Meter } from './load/operation';
import { recordContent } from './record-content';
import { shuffled } from '@guidang/gateway/common/shuffled';

interface FirstChangesOptions {
  readonly callers: HttpCallers;
  readonly concurrency: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter: Meter;
}

/** Records created per second of the measurement: more than can be changed in it. */
const recordsPerSecond = 600;

/**
 * First changes of records that are still in the pages of the transactions that created them: each record once, in
 * random order, so that records of one page are changed at different times.
 */
export async function measureFirstChanges({ callers, ...load }: FirstChangesOptions): Promise<LoadResult> {
  const count = Math.ceil(((load.warmUpMs + load.measureMs) / 1000) * recordsPerSecond);
  const ids = shuffled(await bringAll(callers, count));
  const operation = async (caller: number): Promise<void> => {
    const id = ids.pop();
    if (id === undefined) throw new Error('no unchanged record is left');
    await callers.post(caller, `/api/v1/records/${id}/versions`, { version: 1, content: recordContent() });
  };
  return closedLoop({ ...load, operation });
}
