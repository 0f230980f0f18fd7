// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { closedLoop } from './load/closed-loop';
import type { LoadResult, Meter } from './load/operation';
import type { SubmitPlain } from './stand';

/** As large as the sample records of other benchmarks. */
export const plainValue = 'x'.repeat(180);

interface PlainOptions {
  readonly submitPlain: SubmitPlain;
  readonly concurrency: number;
  readonly warmUpMs: number;
  readonly measureMs: number;
  readonly meter: Meter;
}

/** The pattern of the ecosystem's samples: a contract that puts one key, one transaction each, the default signer. */
export function measurePlain({ submitPlain, ...load }: PlainOptions): Promise<LoadResult> {
  return closedLoop({ ...load, operation: () => submitPlain(randomUUID(), plainValue) });
}
