// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { roleSchema } from '@guidang/chaincode/model';
import { z } from 'zod';
import type { WriteHeaders } from '../route';
import { idempotencyKeySchema, wholeNumber } from '../shared-schemas';
import { validate } from './validate';

const headersSchema = z.object({
  'idempotency-key': idempotencyKeySchema.optional(),
  'guidang-role': roleSchema.optional(),
  'guidang-min-block': wholeNumber(0, Number.MAX_SAFE_INTEGER).optional(),
});

const understood = Object.keys(headersSchema.shape);

interface ReadHeaders extends WriteHeaders {
  readonly minBlock: number | undefined;
}

/** The headers that routes understand. @throws {Problem} `field-invalid` naming the header. */
export function readHeaders({ headers }: IncomingMessage): ReadHeaders {
  const values = understood.some((name) => headers[name] !== undefined) ? readValues(headers) : {};
  const prefer = headers['prefer'];
  return {
    idempotencyKey: values['idempotency-key'],
    role: values['guidang-role'],
    minBlock: values['guidang-min-block'],
    respondAsync: typeof prefer === 'string' && /(^|,)\s*respond-async\s*(,|;|$)/i.test(prefer),
    ifMatch: headers['if-match'],
  };
}

function readValues(headers: IncomingMessage['headers']): z.infer<typeof headersSchema> {
  const key = headers['idempotency-key'];
  // The IETF draft writes the key as a quoted structured string; most clients send it bare.
  const bare = typeof key === 'string' ? key.replace(/^"(.*)"$/, '$1') : key;
  return validate(headersSchema, { ...headers, 'idempotency-key': bare }, 'header');
}
