// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse, serialize } from 'cookie';

/**
 * The cookies of browsers. `__Host-` (RFC 6265bis): set over TLS by this very host, sent to it alone, on any path.
 * Chromium and Firefox take them over plain HTTP from this machine too, where the embedded default is; Safari does not.
 */
const names = {
  /** Who is signed in: for programs of the page it does not exist, and no other site's request carries it. */
  session: '__Host-guidang-session',
  /** What forms are bound to, before and after sign-in. */
  form: '__Host-guidang-form',
  /** What ties the answer of an issuer to the browser that was sent there. */
  login: '__Host-guidang-login',
  /** Of a browser whose session has ended here, and which the issuer is to sign out too: what it comes back with. */
  logout: '__Host-guidang-logout',
} as const;

type CookieName = keyof typeof names;

const attributes = { secure: true, httpOnly: true, path: '/' } as const;
const issuerSeconds = 600;

/** The issuer is another site: a strict cookie would not come back with the browser that it sends. */
const ownAttributes = {
  session: { ...attributes, sameSite: 'strict' },
  form: { ...attributes, sameSite: 'strict' },
  login: { ...attributes, sameSite: 'lax', maxAge: issuerSeconds },
  logout: { ...attributes, sameSite: 'lax', maxAge: issuerSeconds },
} as const satisfies Readonly<Record<CookieName, object>>;

export function cookieOf(
  { headers }: Pick<IncomingMessage, 'headers'>,
  name: CookieName,
): string | undefined {
  return headers.cookie === undefined ? undefined : parse(headers.cookie)[names[name]];
}

/** Until the browser is closed, and no longer than the server remembers what it stands for. */
export function setCookie(response: ServerResponse, name: CookieName, value: string): void {
  response.appendHeader('Set-Cookie', serialize(names[name], value, ownAttributes[name]));
}

export function clearCookie(response: ServerResponse, name: CookieName): void {
  response.appendHeader('Set-Cookie', serialize(names[name], '', { ...ownAttributes[name], maxAge: 0 }));
}
