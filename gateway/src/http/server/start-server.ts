// SPDX-License-Identifier: Apache-2.0
import { createServer as createHttpServer, STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions as TlsOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { App } from '../create-app';
import { apiHeaderFields } from './security-headers';
import { Connections } from './connections';
import type { ConnectionLimits } from './connections';
import { holdGoAhead } from './go-ahead';

/** What a listener needs of the app. */
type Served = Pick<App, 'handler' | 'messages' | 'drain'>;

interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** TLS certificate and key, and the authorities that may issue client certificates. */
  readonly tls?: TlsOptions;
  /** Its connections come through proxies: what they share is not a caller's address. */
  readonly isBehindProxy?: boolean;
  readonly connections?: Partial<ConnectionLimits>;
  /** Within which a TLS handshake ends. */
  readonly handshakeMs?: number;
}

export interface RunningServer {
  readonly url: string;
  /** Stops accepting, lets requests in progress finish, and disconnects the rest at the deadline. */
  close(deadlineMs?: number): Promise<void>;
}

/** Limits that keep a slow sender from holding a connection. */
const serverLimits = {
  headersTimeout: 10_000,
  handshakeMs: 10_000,
  /** How often Node looks for heads that are late. */
  connectionsCheckingInterval: 1_000,
  /** None in all: a large file over a slow line takes hours. Its pace is watched instead (`body-pace.ts`). */
  requestTimeout: 0,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
  maxHeadersCount: 64,
  connections: { total: 8_192, each: 4_096, lingerMs: 5_000 },
  /** Closed sockets count until the next turn of the event loop: above what is bounded here. */
  connectionsMax: 16_384,
  drainMs: 15_000,
  sweepMs: 50,
} as const;

const waysOut: Readonly<Record<string, string>> = {
  EADDRINUSE: 'is in use: stop what listens there, or set GUIDANG_PORT to another port',
  EACCES: 'may not be listened on by this user: set GUIDANG_PORT to one from 1024',
  EADDRNOTAVAIL: 'is no address of this machine: set host in the configuration',
};

/** One sentence for the operator; the code stays. */
function notListening(error: Error, { host, port }: Pick<ServerOptions, 'host' | 'port'>): Error {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  const wayOut = waysOut[code];
  if (wayOut === undefined) return error;
  return Object.assign(new Error(`port ${port} of ${host} ${wayOut} (${code})`, { cause: error }), { code });
}

/** Resolves once the server listens. @throws errors of listening, such as EADDRINUSE. */
export async function startServer(app: Served, options: ServerOptions): Promise<RunningServer> {
  const { port, host, tls } = options;
  const server = serverOf(app, options);
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => {
      reject(notListening(error, { host, port }));
    });
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
  const { port: bound } = server.address() as AddressInfo;
  const shownHost = host.includes(':') ? `[${host}]` : host;
  return {
    url: `${tls === undefined ? 'http' : 'https'}://${shownHost}:${bound}`,
    close: (deadlineMs = serverLimits.drainMs) => close(server, app, deadlineMs),
  };
}

function serverOf(app: Served, serverOptions: ServerOptions): Server {
  const { tls, isBehindProxy = false, connections } = serverOptions;
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize } = serverLimits;
  const { connectionsCheckingInterval } = serverLimits;
  const { handshakeMs: handshakeTimeout = serverLimits.handshakeMs } = serverOptions;
  const options = {
    headersTimeout,
    requestTimeout,
    keepAliveTimeout,
    maxHeaderSize,
    connectionsCheckingInterval,
    ...app.messages,
  };
  const server =
    tls === undefined
      ? createHttpServer(options, app.handler)
      : createHttpsServer({ minVersion: 'TLSv1.2', handshakeTimeout, ...tls, ...options }, app.handler);
  server.maxHeadersCount = serverLimits.maxHeadersCount;
  server.maxConnections = serverLimits.connectionsMax;
  server.on('clientError', refuseBytes);
  holdGoAhead(server);
  const limits = { ...serverLimits.connections, ...connections };
  new Connections(isBehindProxy ? { ...limits, each: limits.total } : limits).guard(server);
  return server;
}

function close(server: Server, app: Served, deadlineMs: number): Promise<void> {
  app.drain();
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, deadlineMs);
    // A keep-alive connection becomes idle only when its request has ended.
    const sweep = setInterval(() => {
      server.closeIdleConnections();
    }, serverLimits.sweepMs);
    server.close(() => {
      clearTimeout(deadline);
      clearInterval(sweep);
      resolve();
    });
  });
}

const headerLines = apiHeaderFields()
  .map(([name, value]) => `${name}: ${value}\r\n`)
  .join('');

/**
 * A request that Node cannot parse as HTTP never reaches the app; answer it with a problem too. What failed below HTTP
 * has no answer: behind a handshake that was too slow it would reach the first request, as if that one were malformed.
 */
function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  const status = statusOfUnread(error.code ?? '');
  if (!socket.writable || status === undefined) {
    socket.destroy();
    return;
  }
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({
    type: '/problems/request-malformed',
    title,
    status,
    detail: status === 408 ? 'the head of the request did not come in time' : 'the request cannot be read',
    code: 'request-malformed',
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\n${headerLines}Content-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

function statusOfUnread(code: string): number | undefined {
  if (code === 'HPE_HEADER_OVERFLOW') return 431;
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return 408;
  return code.startsWith('HPE_') ? 400 : undefined;
}
