// SPDX-License-Identifier: Apache-2.0
import { closedLoop } from './load/closed-loop';
import type { HttpCallers } from './load/http-callers';
import { openLoop } from './load/open-loop';
import type { LoadResult, Meter } from './load/operation';
import { recordContent } from './record-content';

interface CreatesOptions {
  readonly callers: HttpCallers;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter: Meter;
}

/** Creates records by single HTTP requests of different officers, each of whom waits for the answer. */
export function measureCreates(
  options: CreatesOptions & { readonly concurrency: number },
): Promise<LoadResult> {
  const { callers, ...load } = options;
  return closedLoop({ ...load, operation: (caller) => create(callers, caller) });
}

/** The same at a fixed rate, whether or not earlier requests have been answered (open loop). */
export function measureCreatesAt(
  options: CreatesOptions & { readonly perSecond: number },
): Promise<LoadResult> {
  const { callers, ...load } = options;
  return openLoop({ ...load, operation: (index) => create(callers, index) });
}

function create(callers: HttpCallers, caller: number): Promise<string> {
  return callers.post(caller, '/api/v1/records', recordContent());
}
