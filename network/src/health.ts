// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { connect } from 'node:tls';
import { optional } from '@guidang/gateway/common/optional';
import { ask } from './http';
import { messageOf } from './until';

/** A readiness check: HTTP 200, or a TLS handshake for services without HTTP. */
export type HealthCheck =
  | { readonly kind: 'http'; readonly url: string; readonly trustFile?: string }
  | {
      readonly kind: 'tls';
      readonly host: string;
      readonly port: number;
      readonly trustFile: string;
      readonly client?: { readonly certificateFile: string; readonly keyFile: string };
    };

const timeoutMs = 3000;

/** Undefined when every check passes, otherwise why the first one failed. */
export async function unhealthy(checks: readonly HealthCheck[]): Promise<string | undefined> {
  for (const check of checks) {
    const problem = await problemOf(check);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

async function problemOf(check: HealthCheck): Promise<string | undefined> {
  try {
    if (check.kind === 'http') return await httpProblem(check);
    await tlsHandshake(check);
    return undefined;
  } catch (error) {
    return messageOf(error);
  }
}

async function httpProblem({
  url,
  trustFile,
}: Extract<HealthCheck, { kind: 'http' }>): Promise<string | undefined> {
  const { status } = await ask(url, { timeoutMs, ...optional({ trustFile }) });
  return status === 200 ? undefined : `${url} answers ${status}`;
}

function tlsHandshake(check: Extract<HealthCheck, { kind: 'tls' }>): Promise<void> {
  const { client } = check;
  return new Promise((resolve, reject) => {
    const socket = connect({
      host: check.host,
      port: check.port,
      servername: check.host,
      ca: readFileSync(check.trustFile),
      ...(client === undefined
        ? {}
        : { cert: readFileSync(client.certificateFile), key: readFileSync(client.keyFile) }),
      ALPNProtocols: ['h2'],
      timeout: timeoutMs,
    });
    socket.once('secureConnect', () => {
      socket.destroy();
      resolve();
    });
    socket.once('timeout', () => socket.destroy(new Error('no TLS handshake')));
    socket.once('error', reject);
  });
}
