// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Credentials } from '../../identity';
import { Problem } from '../problem';
import { cookieOf } from './cookies';

type Asking = Pick<IncomingMessage, 'headers' | 'socket'>;

/**
 * What a request signs in with: its bearer token, the session of its browser, or else the client certificate of its
 * connection.
 * @param isUse whether the session goes on for this request.
 * @throws {Problem} `credentials-twice`.
 */
export function credentialsOf(request: Asking, isUse = true): Credentials {
  const { authorization } = request.headers;
  const id = cookieOf(request, 'session');
  if (id === undefined) return programCredentialsOf(request);
  if (authorization === undefined) {
    return { authorization, session: { id, isUse: isUse && !isUnattended(request) } };
  }
  throw new Problem('credentials-twice', 'a request signs in by its cookie or by its token, not by both', {
    field: 'header/authorization',
  });
}

/** Whether a page asks by itself, with nobody at it: it can only say that less was used, and never more. */
function isUnattended({ headers }: Asking): boolean {
  return headers['guidang-unattended'] !== undefined;
}

function programCredentialsOf({ headers: { authorization }, socket }: Asking): Credentials {
  if (authorization !== undefined || !(socket instanceof TLSSocket)) return { authorization };
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined
    ? { authorization }
    : { authorization, clientCertificate: { certificate, isTrusted: socket.authorized } };
}

/** Whether a program signs in, with what holds or not. */
export function isProgramSigningIn(request: Asking): boolean {
  const { authorization, clientCertificate } = programCredentialsOf(request);
  return authorization !== undefined || clientCertificate !== undefined;
}
