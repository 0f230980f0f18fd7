// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { subjectIn } from '../command/subjects';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import { secondsOf } from '../ledger/time';
import type { Checkpoint } from './checkpoint';
import { demandQuorum, openHead } from './head';
import type { SignedHead } from './head';
import { logOrigin, readRegistered, registeredKeys } from './keys';
import { logHeads } from './model';
import type { LogHead } from './model';

export const anchorBody = z.strictObject({ checkpoint: z.string().min(1).max(limits.headBytesMax) });

/**
 * Anchors the newest head on the ledger, so that all gateways serve the same head and none can go back behind it. It
 * emits no event: that would be a leaf, which needs a new head, and so on forever. Only a head with a quorum is
 * compared with the anchored one, so that `head-conflict` is never a false alarm.
 */
export const anchorHead = defineCommand({
  type: 'log.anchor',
  body: anchorBody,
  once: 'outbox',
  bytesMax: limits.accessionBytesMax,
  // Two anchors never run concurrently.
  subjects: () => [subjectIn(logHeads, 'newest')],
  async run({ checkpoint }, { unit, claimedAt }) {
    // Its many signatures make a head by far the dearest command to check.
    demand(
      unit.claim('log.anchor', limits.anchorsPerTransactionMax),
      'limit-exceeded',
      'the transaction has too many heads',
    );
    const { network, rows } = await readRegistered(unit);
    const current = registeredKeys(rows).filter(({ status }) => status === 'current');
    const head = openHead(checkpoint, logOrigin(network), current);
    demandQuorum(head, current);
    demandTimely(head, claimedAt);
    const { size } = head.checkpoint;
    const root = head.checkpoint.root.toString('base64');
    const anchored = await unit.get(logHeads, 'newest');
    if (isNew(head.checkpoint, anchored)) {
      const { schema = 1, resets } = anchored ?? {};
      unit.put(logHeads, { schema, size, root, checkpoint, ...(resets === undefined ? {} : { resets }) });
    }
    return { size, root };
  },
});

/**
 * Auditors select ranges of the log by the times of heads. A head dated in the future would vouch for days to come; one
 * dated long ago would backdate what came after it.
 */
function demandTimely({ signatures }: SignedHead, claimedAt: string): void {
  const now = secondsOf(claimedAt);
  for (const { time = now } of signatures) {
    demand(
      time <= now + limits.clockSkewMinutesMax * 60 && time >= now - limits.commandAgeHoursMax * 3600,
      'head-signature-invalid',
      'a cosignature is from the future, or too old',
    );
  }
}

function isNew({ size, root }: Checkpoint, anchored: LogHead | undefined): boolean {
  if (anchored === undefined) return true;
  const detail = { size: anchored.size, root: anchored.root };
  demand(size >= anchored.size, 'head-behind', 'a larger head is anchored', { detail });
  const isSame = root.toString('base64') === anchored.root;
  demand(size > anchored.size || isSame, 'head-conflict', 'another root is anchored for this size', {
    detail,
  });
  return size > anchored.size;
}
