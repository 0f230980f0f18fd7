// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { type Invocation, type Prepared } from '../ledger/port';
import { FAILURE_CODES, type Settled } from './outcome';

/** An unfinished submission. Once `prepared` is stored, its bytes may be with the orderers. */
export interface Entry {
  readonly invocation: Invocation;
  readonly prepared?: Prepared;
}

const bytes = z.base64().transform((text) => Uint8Array.from(Buffer.from(text, 'base64')));

const storedEntry = z.strictObject({
  schema: z.literal(1),
  invocation: z.strictObject({
    transaction: z.string(),
    args: z.array(z.string()),
    transient: z.record(z.string(), bytes).optional(),
    endorsers: z.array(z.string()).optional(),
  }),
  prepared: z.strictObject({ transactionId: z.string(), bytes, result: z.string() }).optional(),
});

const storedOutcome = z.strictObject({
  schema: z.literal(1),
  outcome: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('committed'),
      transactionId: z.string(),
      block: z.int().nonnegative(),
      result: z.string(),
    }),
    z.strictObject({ kind: z.literal('refused'), refusal: z.string() }),
    z.strictObject({
      kind: z.literal('failed'),
      code: z.enum(FAILURE_CODES),
      message: z.string(),
      retryable: z.boolean(),
    }),
  ]),
});

export function encodeEntry({ invocation, prepared }: Entry): Uint8Array {
  return encode({
    schema: 1,
    invocation: {
      ...invocation,
      ...(invocation.transient === undefined ? {} : { transient: base64Values(invocation.transient) }),
    },
    ...(prepared === undefined ? {} : { prepared: { ...prepared, bytes: base64(prepared.bytes) } }),
  });
}

/** @throws z.ZodError when the bytes are no entry */
export function decodeEntry(stored: Uint8Array): Entry {
  const { invocation, prepared } = storedEntry.parse(decode(stored));
  const { transaction, args, transient, endorsers } = invocation;
  return {
    invocation: {
      transaction,
      args,
      ...(transient === undefined ? {} : { transient }),
      ...(endorsers === undefined ? {} : { endorsers }),
    },
    ...(prepared === undefined ? {} : { prepared }),
  };
}

export function encodeOutcome(outcome: Settled): Uint8Array {
  return encode({ schema: 1, outcome });
}

/** @throws z.ZodError when the bytes are no outcome */
export function decodeOutcome(stored: Uint8Array): Settled {
  return storedOutcome.parse(decode(stored)).outcome;
}

function base64(value: Uint8Array): string {
  return Buffer.from(value).toString('base64');
}

function base64Values(values: Readonly<Record<string, Uint8Array>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, base64(value)]));
}

function encode(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

function decode(stored: Uint8Array): unknown {
  return JSON.parse(Buffer.from(stored).toString('utf8'));
}
