// SPDX-License-Identifier: Apache-2.0
import type { Projection } from '../projection';
import type { LogStatus } from './api';
import { alarms } from './judgements';
import type { Judgement } from './judgements';

/** The progress of a gateway's log, with the forks that it knows of. */
export function statusOf(projection: Projection, known: readonly Judgement[]): LogStatus {
  return {
    leaves: projection.checkpoint.nextSequence,
    headSize: projection.head?.size ?? 0,
    contradictions: known.length,
    acknowledged: known.filter((each) => !alarms(each)).length,
  };
}
