// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { writeJson } from '../files';

const signingKeySchema = z.strictObject({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string(),
  y: z.string(),
  d: z.string(),
  alg: z.literal('ES256'),
  use: z.literal('sig'),
});

/** A private P-256 key as a JWK (RFC 7517). */
export type SigningKey = z.infer<typeof signingKeySchema>;

/** Loads the provider's key. It is generated on the first start, so that tokens stay valid across restarts. */
export function loadSigningKey(file: string): SigningKey {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    writeJson(file, { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig' });
  }
  return signingKeySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
}
