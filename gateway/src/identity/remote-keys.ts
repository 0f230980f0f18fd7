// SPDX-License-Identifier: Apache-2.0
import { Agent } from 'node:https';
import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

const timeoutMs = 5_000;
/** An unknown key id triggers a new fetch, but not for every forged token. */
const cooldownMs = 30_000;
/** How long a key that the issuer has withdrawn may still be trusted. */
const cacheMs = 10 * 60_000;

/**
 * The keys of an OIDC issuer, fetched when a token first needs them.
 * @param url the issuer's JWKS (`jwks_uri` of its discovery document).
 * @param rootPem root certificate, if the issuer's does not chain to a public one.
 * @throws {TypeError} unless the URL is https, or http on this machine: whoever can alter the keys can impersonate
 *   anyone.
 */
export function remoteKeys(url: URL, rootPem?: string): JWTVerifyGetKey {
  const loopback = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback)) {
    throw new TypeError("the issuer's keys must come over https");
  }
  return createRemoteJWKSet(url, {
    timeoutDuration: timeoutMs,
    cooldownDuration: cooldownMs,
    cacheMaxAge: cacheMs,
    ...(rootPem === undefined ? {} : { agent: new Agent({ ca: rootPem }) }),
  });
}
