// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerOptions as TlsOptions } from 'node:https';
import { join } from 'node:path';
import { collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import { dataFolderAt } from './data-folder';
import type { Services } from '../application/services';
import { createApp, httpConfig, startServer } from '../http';
import { loadWalletKey } from '../identity';
import type { NetworkDeployment } from './deployment';
import type { Parts } from './parts';

interface ServeOptions {
  readonly parts: Pick<Parts, 'config' | 'deployment' | 'logger' | 'clock'>;
  readonly services: Services;
  readonly metrics: Registry;
}

/** The API, listening. */
export interface Serving {
  readonly url: string;
  close(): Promise<void>;
}

/** Listens: on loopback with the embedded default, over TLS for a network. */
export async function serve({ parts, services, metrics }: ServeOptions): Promise<Serving> {
  const { config, deployment, logger, clock } = parts;
  collectDefaultMetrics({ register: metrics });
  const app = createApp({
    services,
    config: httpConfig({
      contentBytesMax: config.contentBytesMax,
      requestsInFlightMax: config.requestsInFlightMax,
      trustProxy: config.trustProxy,
      // Stored, so that clients can continue with their cursors after a restart.
      cursorKey: loadWalletKey(dataFolderAt(config.dataFolder).keys.cursors),
    }),
    logger,
    clock,
    metrics,
    version: packageVersion(),
  });
  const tls = deployment.kind === 'network' ? deployment.tls : undefined;
  const server = await startServer(app, {
    port: config.port,
    host: config.host,
    ...(tls === undefined ? {} : { tls: tlsOptions(tls) }),
  });
  const url = new URL(server.url);
  // A certificate names a host, not an address; and people type localhost.
  url.hostname = tls === undefined ? 'localhost' : nameIn(tls.certificate);
  return { url: url.origin, close: () => server.close() };
}

/** Authenticated encryption with forward secrecy only; Node's own list goes on to CBC and to key exchange by RSA. */
const cipherSuites = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE+AESGCM',
  'ECDHE+CHACHA20',
];

/** A client certificate is one of two ways to sign in, so the handshake succeeds without one; sign-in verifies it. */
export function tlsOptions({ key, certificate, clientRoots }: NetworkDeployment['tls']): TlsOptions {
  const ciphers = cipherSuites.join(':');
  return { key, cert: certificate, ca: clientRoots, ciphers, requestCert: true, rejectUnauthorized: false };
}

function nameIn(certificate: string): string {
  const names = new X509Certificate(certificate).subjectAltName ?? '';
  return /DNS:([^,\s]+)/.exec(names)?.[1] ?? 'localhost';
}

function packageVersion(): string {
  const file = join(__dirname, '..', '..', 'package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
