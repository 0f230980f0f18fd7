// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { roleSchema } from '@guidang/chaincode';
import { z } from 'zod';
import type { WriteHeaders } from './route';
import { idempotencyKeySchema, wholeNumber } from './shared-schemas';
import { validate } from './validate';

const headersSchema = z.object({
  'idempotency-key': idempotencyKeySchema.optional(),
  'guidang-role': roleSchema.optional(),
  'guidang-min-block': wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
});

export interface ReadHeaders extends WriteHeaders {
  readonly minBlock: number | undefined;
}

/** The headers that routes understand. @throws {Problem} `field-invalid` naming the header. */
export function readHeaders({ headers }: IncomingMessage): ReadHeaders {
  const key = headers['idempotency-key'];
  const values = validate(
    headersSchema,
    // The IETF's draft writes the key as a structured string, in quotes; most clients write it bare.
    { ...headers, 'idempotency-key': typeof key === 'string' ? key.replace(/^"(.*)"$/, '$1') : key },
    'header',
  );
  const prefer = headers['prefer'];
  return {
    idempotencyKey: values['idempotency-key'],
    role: values['guidang-role'],
    minBlock: values['guidang-min-block'],
    respondAsync: typeof prefer === 'string' && /(^|,)\s*respond-async\s*(,|;|$)/i.test(prefer),
    ifMatch: headers['if-match'],
  };
}
