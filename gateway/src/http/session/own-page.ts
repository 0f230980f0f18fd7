// SPDX-License-Identifier: Apache-2.0
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Request } from 'express';
import { sha256 } from '../../common/sha256';
import { Problem } from '../problem';
import type { HttpConfig } from '../server/http-config';
import { cookieOf, setCookie } from './cookies';

/** @throws {Problem} `host-unknown` if the browser believes to speak to somebody else. */
export function demandOwnHost(request: Request, { ownHosts }: Pick<HttpConfig, 'ownHosts'>): void {
  if (ownHosts.includes(request.hostname)) return;
  throw new Problem('host-unknown', 'browsers sign in under the name of this gateway only');
}

/**
 * That a page of ours sent this, and no other site by the browser of somebody who is signed in: cross-site requests say
 * so (Fetch Metadata), and cannot have the header without being asked for first, which is never granted (CORS). Reads
 * too: those that are recorded have an effect.
 * @param token of the form that it came by, which has no headers.
 * @throws {Problem} `not-from-page`.
 */
export function demandOwnPage(request: IncomingMessage, token?: string): void {
  const { 'sec-fetch-site': site, 'guidang-page': page } = request.headers;
  const isOwnSite = site === undefined || site === 'same-origin';
  if (isOwnSite && (page === '1' || isTokenOf(request, token))) return;
  throw new Problem('not-from-page', "a request that a cookie signs in comes from this gateway's pages");
}

const bytes = 32;

/** The token of a form on this answer, which is good as long as the browser stays open. */
export function formTokenFor(request: IncomingMessage, response: ServerResponse): string {
  const known = cookieOf(request, 'form');
  const value = known ?? randomBytes(bytes).toString('base64url');
  if (known === undefined) setCookie(response, 'form', value);
  return tokenOf(value);
}

function isTokenOf(request: IncomingMessage, token: string | undefined): boolean {
  const value = cookieOf(request, 'form');
  if (value === undefined || token === undefined) return false;
  return timingSafeEqual(sha256(tokenOf(value)), sha256(token));
}

/** Who knows it does not know the cookie, and who does not know the cookie cannot make it. */
function tokenOf(cookie: string): string {
  return sha256(`guidang form/1 ${cookie}`).toString('base64url');
}
