// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { IdentityError } from './identity-error';

/** Fabric CA's code for an identifier that is already registered (its `lib/caerrors`). */
const alreadyRegistered = 74;

const refusalSchema = z.object({
  errors: z.array(z.object({ code: z.number(), message: z.string() })).min(1),
});

/**
 * Translates errors of fabric-ca-client: an answer of the server carries `errors`, anything else is a connection
 * failure.
 * @throws {IdentityError} always.
 */
export function authorityError(error: unknown): never {
  const refusal = refusalSchema.safeParse(error).data?.errors[0];
  if (refusal === undefined) {
    throw new IdentityError('authority-unreachable', 'the certificate authority does not answer', error);
  }
  const code = refusal.code === alreadyRegistered ? 'officer-exists' : 'authority-refused';
  throw new IdentityError(code, `the certificate authority refused: ${refusal.message}`);
}
