// SPDX-License-Identifier: Apache-2.0
import type { EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { logHeads, logResets } from './model';
import type { LogResetChange, LogResets } from './model';

/**
 * Refuses a reset that could never take effect: anchored heads grow, so the one before is smaller.
 * @throws {Refusal} `command-malformed`.
 */
export function checkReset({ setAside, goOnFrom }: LogResetChange): void {
  demand(
    goOnFrom.size < setAside.size,
    'command-malformed',
    'the log goes on from a head before the one that is set aside',
    { field: 'body/changes' },
  );
}

/**
 * Sets heads aside, and lets the log go on from the one before. It does not read the anchored head: else whoever has
 * the quorum's keys could make every such transaction invalid, by anchoring in each block. What the ledger cannot know,
 * the gateways of the majority compare before they approve: which heads were anchored, and whether of this log.
 * @throws {Refusal} `command-malformed`, `limit-exceeded`.
 */
export async function resetLog(change: LogResetChange, unit: UnitOfWork): Promise<EventDraft> {
  checkReset(change);
  const { setAside, goOnFrom } = change;
  const before = (await unit.get(logResets, 'all'))?.resets ?? [];
  demand(before.length < limits.logResetsMax, 'limit-exceeded', 'the log was reset too often');
  const after: LogResets = { schema: 1, resets: [...before, { setAside, goOnFrom }] };
  const version = after.resets.length;
  unit.put(logResets, after);
  unit.put(logHeads, { schema: 2, ...goOnFrom, checkpoint: '', resets: version });
  return {
    type: 'log.reset',
    subject: { kind: 'log', id: 'resets' },
    version,
    digest: digestOf(after),
    data: { setAside, goOnFrom },
  };
}
