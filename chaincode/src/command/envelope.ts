// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { codeSchema, timeSchema } from '../ledger/values';
import { roleSchema } from '../membership/roles';

/** The officer's own choice of name for a command: the same one twice has one effect. */
export const commandIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 of A-Z a-z 0-9 _ -');

/**
 * The signed bytes of a command. They name the ledger and the command, so that nothing can be replayed
 * elsewhere or twice; its own type checks `body`.
 */
export const envelopeSchema = z.strictObject({
  network: z.string().min(1).max(64),
  channel: z.string().min(1).max(64),
  id: commandIdSchema,
  type: z.string().max(64),
  /** The role in which the officer acts. */
  role: roleSchema,
  /** When the officer signed. */
  issuedAt: timeSchema,
  purpose: codeSchema.optional(),
  basis: codeSchema.optional(),
  body: z.unknown(),
});

export type Envelope = z.infer<typeof envelopeSchema>;

/** The JWS protected header (RFC 7515): algorithm, kind and the certificate that is to check it. */
export const headerSchema = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('guidang-command'),
  'x5t#S256': z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
