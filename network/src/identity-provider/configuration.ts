// SPDX-License-Identifier: Apache-2.0
import { readFileSync, statSync } from 'node:fs';
import { z } from 'zod';

/** An officer: for programs a client, for browsers an account, with one secret. */
const clientSchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  secret: z.string().min(32),
  /** The claims of the client's tokens: the officer that it acts as, and the roles. */
  organisation: z.string().min(1),
  officer: z.string().min(1),
  roles: z.array(z.string().min(1)).max(32),
});

/** A gateway at which officers sign in with a browser: a confidential client (RFC 6749 section 4.1). */
const gatewaySchema = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9._-]{1,128}$/),
  secret: z.string().min(32),
  /** Where browsers are sent back to. */
  redirectUrl: z.url({ protocol: /^https?$/ }),
});

const configurationSchema = z.strictObject({
  /** The issuer URL; its host is where the provider listens. */
  issuer: z.url({ protocol: /^https?$/ }),
  port: z.int().min(1).max(65_535),
  /** The audience that gateways are configured for. */
  audience: z.url(),
  /** A private JWK; generated, mode 0600, if the file does not exist. */
  signingKeyFile: z.string().min(1),
  /** Without TLS the provider serves plain HTTP, which gateways accept only on the same machine. */
  tls: z.strictObject({ keyFile: z.string().min(1), certificateFile: z.string().min(1) }).optional(),
  tokenSeconds: z
    .int()
    .min(60)
    .max(12 * 3600)
    .default(3600),
  clients: z.array(clientSchema).min(1).max(1000),
  gateways: z.array(gatewaySchema).max(100).default([]),
});

export type Configuration = z.infer<typeof configurationSchema>;

/**
 * Reads the provider's configuration.
 * @throws {Error} naming the invalid fields, or if others can read the file, which holds secrets.
 */
export function readConfiguration(file: string): Configuration {
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} holds secrets and must have mode 0600`);
  const result = configurationSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file} is not valid:\n${z.prettifyError(result.error)}`);
  return result.data;
}
