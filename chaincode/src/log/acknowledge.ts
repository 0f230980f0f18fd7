// SPDX-License-Identifier: Apache-2.0
import { defineCommand } from '../command/definition';
import { subjectIn } from '../command/subjects';
import { digestOf } from '../ledger/hash';
import { demand } from '../ledger/refusal';
import { forkAcknowledgements, forkAcknowledgementSchema } from './model';
import type { ForkAcknowledgement } from './model';

export const acknowledgeForkBody = forkAcknowledgementSchema.pick({
  kind: true,
  size: true,
  root: true,
  reason: true,
});

/**
 * A governor's judgement of a fork that the own gateway has found, which ends the alarm there. It is on the ledger so
 * that nobody can end one unseen; and it counts for the own organisation only: nobody can silence another's.
 */
export const acknowledgeFork = defineCommand({
  type: 'log.acknowledgeFork',
  body: acknowledgeForkBody,
  once: 'identifier',
  subjects: ({ kind, size, root }) => [subjectIn(forkAcknowledgements, kind, String(size), root)],
  async run({ kind, size, root, reason }, { unit, officer: { organisation, id }, claimedAt, emit }) {
    const known = await unit.get(forkAcknowledgements, organisation, kind, String(size), root);
    demand(known === undefined, 'already-exists', 'the organisation has acknowledged this fork already');
    const value: ForkAcknowledgement = {
      schema: 1,
      organisation,
      kind,
      size,
      root,
      officer: id,
      at: claimedAt,
      reason,
    };
    unit.put(forkAcknowledgements, value);
    emit({
      type: 'log.fork-acknowledged',
      subject: { kind: 'log-fork', id: `${kind}/${size}/${root}` },
      version: 1,
      digest: digestOf(value),
      data: { reason },
    });
    return { size, root };
  },
});
