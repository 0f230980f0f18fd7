// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import type { Meter } from './load/operation';

const stillMs = 200;
const stillShare = 0.1;

/**
 * Until a gateway has done what follows behind its answers, such as printing the certificates of licences that were
 * issued: it is counted neither with what left it behind nor with what is measured next.
 */
export async function untilStill(meter: Meter): Promise<void> {
  for (let used = 1; used > (stillShare * stillMs) / 1000;) {
    const { gateway: before = 0 } = meter.cpuSeconds();
    await sleep(stillMs);
    used = (meter.cpuSeconds().gateway ?? 0) - before;
  }
}
