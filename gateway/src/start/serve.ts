// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { ServerOptions as TlsOptions } from 'node:https';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { collectDefaultMetrics } from 'prom-client';
import type { Registry } from 'prom-client';
import type { Services } from '../application/services';
import type { Clock } from '../common/clock';
import { optional } from '../common/optional';
import type { Config } from '../config/config';
import { createApp, httpConfig, startServer } from '../http';
import { freshSignInMsOf, ownHostsOf } from './browser-sign-in';
import type { NetworkDeployment } from './deployment';
import { openTogether } from './opened';

/** Each sample wakes the process: at the library's 10 ms an idle gateway would do little else. */
const eventLoopSampleMs = 100;

interface ServeOptions {
  readonly config: Config;
  readonly tls: NetworkDeployment['tls'] | undefined;
  /** Stored, so that clients can continue with their cursors after a restart. */
  readonly cursorKey: Uint8Array;
  readonly isReader: boolean;
  readonly services: Services;
  readonly logger: Logger;
  readonly clock: Clock;
  readonly metrics: Registry;
}

/** The API, listening. */
export interface Serving {
  readonly url: string;
  /** Where metrics and documentation are, if apart. */
  readonly operationsUrl: string | undefined;
  close(): Promise<void>;
}

/** Listens: on loopback with the embedded default, over TLS for a network. */
export async function serve(options: ServeOptions): Promise<Serving> {
  const { config, tls, cursorKey, isReader, services, logger, clock, metrics } = options;
  collectDefaultMetrics({ register: metrics, eventLoopMonitoringPrecision: eventLoopSampleMs });
  const app = createApp({
    services,
    config: httpConfig({
      contentBytesMax: config.contentBytesMax,
      uploadBytesMax: config.uploads.bytesMax,
      requestsInFlightMax: config.requestsInFlightMax,
      callerInFlightMax: config.callerInFlightMax,
      trustProxy: config.trustProxy,
      cursorKey,
      ownHosts: ownHostsOf(config),
      freshSignInMs: freshSignInMsOf(config),
      isReader,
    }),
    logger,
    clock,
    metrics,
    version: packageVersion(),
    isOperationsApart: config.operations !== undefined,
    ...optional({ firstLook: config.embedded?.firstLook }),
  });
  const shared = {
    isBehindProxy: config.trustProxy !== false,
    ...(tls === undefined ? {} : { tls: tlsOptions(tls) }),
  };
  return openTogether(async (opened) => {
    const { port, host, operations } = config;
    const server = opened.add(await startServer(app, { ...shared, port, host }), (each) => each.close());
    const url = new URL(server.url);
    // A certificate names a host, not an address; and people type localhost.
    url.hostname = tls === undefined ? 'localhost' : nameIn(tls.certificate);
    const apart =
      operations &&
      opened.add(
        await startServer({ handler: app.operations, drain: app.drain }, { ...shared, ...operations }),
        (each) => each.close(),
      );
    if (apart !== undefined) logger.info({ url: apart.url }, 'metrics and documentation are served apart');
    return { url: url.origin, operationsUrl: apart?.url, close: () => opened.close() };
  });
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
