// SPDX-License-Identifier: Apache-2.0
import { deserialize, serialize } from 'node:v8';
import { z } from 'zod';
import type { Prepared } from '../ledger/port';
import { failureCodes } from './outcome';
import type { Settled } from './outcome';
import type { OutboxSubmission } from './submission';

/** A signed transaction, whose bytes may have reached the orderers, and the submissions it carries. */
export interface OutboxEntry {
  readonly members: readonly OutboxSubmission[];
  readonly prepared: Prepared;
}

const bytes = z.instanceof(Uint8Array);

const submission = z.strictObject({
  id: z.string(),
  invocation: z.strictObject({
    transaction: z.string(),
    args: z.array(z.string()),
    transient: z.record(z.string(), bytes).exactOptional(),
    endorsers: z.array(z.string()).exactOptional(),
  }),
  kept: z.boolean(),
  sharing: z
    .strictObject({
      caller: z.string(),
      type: z.string(),
      subjects: z.array(z.string()),
      owners: z.array(z.string()),
    })
    .exactOptional(),
});

const entry = z.strictObject({
  members: z.array(submission).min(1),
  prepared: z.strictObject({ transactionId: z.string(), bytes, result: z.string() }),
});

const settled = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('committed'),
    transactionId: z.string(),
    block: z.int().nonnegative(),
    result: z.unknown(),
  }),
  z.strictObject({ kind: z.literal('refused'), refusal: z.string() }),
  z.strictObject({
    kind: z.literal('failed'),
    code: z.enum(failureCodes),
    message: z.string(),
    retryable: z.boolean(),
  }),
]);

/** An entry that the outbox stores. */
export interface Codec<T> {
  encode(value: T): Uint8Array;
  /** @throws z.ZodError, or Error, if the bytes are not such an entry */
  decode(stored: Uint8Array): T;
}

export const entryCodec: Codec<OutboxEntry> = codec(entry);
export const submissionCodec: Codec<OutboxSubmission> = codec(submission);
export const outcomeCodec: Codec<Settled> = codec(settled);

/** V8's own serialisation preserves bytes, and every later version of Node.js can read it. */
function codec<T>(schema: z.ZodType<T>): Codec<T> {
  const stored = z.strictObject({ schema: z.literal(2), value: schema });
  return {
    encode: (value) => serialize({ schema: 2, value }),
    decode: (serialised) => stored.parse(deserialize(serialised)).value,
  };
}
