// SPDX-License-Identifier: Apache-2.0
import { until } from '@guidang/gateway/common/until';
import type { DemoActor } from '../actor';

interface BothTimes {
  readonly claimedAt: string;
  readonly recordedAt?: string;
}

/**
 * Waits until an anchored head covers a licence's last change.
 * @returns the moment from which the change counts: cosignatures have whole seconds, so their time may be the earlier.
 */
export function countsFrom(reader: DemoActor, licence: string): Promise<string> {
  return until(`the last change of ${licence} is recorded`, async () => {
    const path = `/api/v1/licences/${licence}/verification`;
    const { claimedAt, recordedAt } = await reader.get<BothTimes>(path);
    return recordedAt !== undefined && recordedAt < claimedAt ? claimedAt : recordedAt;
  });
}
