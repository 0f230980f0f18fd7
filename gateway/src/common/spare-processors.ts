// SPDX-License-Identifier: Apache-2.0
import { availableParallelism } from 'node:os';

const threadsMax = 4;

/** Threads for processor-heavy work: one processor stays with the main thread, which serves everybody else. */
export const spareProcessors = Math.max(1, Math.min(threadsMax, availableParallelism() - 1));
