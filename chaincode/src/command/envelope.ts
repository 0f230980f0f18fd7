// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { codeSchema, timeSchema } from '../ledger/values';
import { roleSchema } from '../membership/roles';

/** A command's identifier, chosen by the officer: commands with the same identifier take effect once. */
export const commandIdSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{8,64}$/, 'must be 8 to 64 of A-Z a-z 0-9 _ -');

/**
 * The signed payload of a command. It names the ledger and the command against replay, elsewhere or twice. The
 * command's own schema validates `body`.
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

/** The JWS protected header (RFC 7515): algorithm, type and the certificate to verify it with. */
export const headerSchema = z.strictObject({
  alg: z.literal('ES256'),
  typ: z.literal('guidang-command'),
  'x5t#S256': z.string().regex(/^[A-Za-z0-9_-]{43}$/),
});
