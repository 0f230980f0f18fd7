// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Credentials } from '../../identity';

/** What a request signs in with: its bearer token, or else the client certificate of its connection. */
export function credentialsOf({
  headers: { authorization },
  socket,
}: Pick<IncomingMessage, 'headers' | 'socket'>): Credentials {
  if (authorization !== undefined || !(socket instanceof TLSSocket)) return { authorization };
  const certificate = socket.getPeerX509Certificate();
  return certificate === undefined
    ? { authorization }
    : { authorization, clientCertificate: { certificate, isTrusted: socket.authorized } };
}

/** Whether a request signs in at all, with what holds or not. */
export function isSigningIn(request: Pick<IncomingMessage, 'headers' | 'socket'>): boolean {
  const { authorization, clientCertificate } = credentialsOf(request);
  return authorization !== undefined || clientCertificate !== undefined;
}
