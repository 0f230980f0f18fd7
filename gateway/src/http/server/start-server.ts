// SPDX-License-Identifier: Apache-2.0
import { createServer as createHttpServer, STATUS_CODES } from 'node:http';
import type { Server } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { ServerOptions as TlsOptions } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { App } from '../create-app';

export interface ServerOptions {
  readonly port: number;
  readonly host: string;
  /** Certificate, key, and the authorities of client certificates. */
  readonly tls?: TlsOptions;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no more, lets requests in work end, and cuts off what is left at the deadline. */
  close(deadlineMs?: number): Promise<void>;
}

/** A slow sender may hold a connection no longer than this. */
const serverLimits = {
  headersTimeout: 10_000,
  /** Long enough for a large file over a slow line. */
  requestTimeout: 600_000,
  keepAliveTimeout: 10_000,
  maxHeaderSize: 16 * 1024,
  maxHeadersCount: 64,
  connectionsMax: 4_096,
  drainMs: 15_000,
  sweepMs: 50,
} as const;

/** Listens, and resolves when it does. @throws what listening throws, such as EADDRINUSE. */
export async function startServer(app: App, { port, host, tls }: ServerOptions): Promise<RunningServer> {
  const { headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize } = serverLimits;
  const options = { headersTimeout, requestTimeout, keepAliveTimeout, maxHeaderSize };
  const server =
    tls === undefined
      ? createHttpServer(options, app.handler)
      : createHttpsServer({ minVersion: 'TLSv1.2', ...tls, ...options }, app.handler);
  server.maxHeadersCount = serverLimits.maxHeadersCount;
  server.maxConnections = serverLimits.connectionsMax;
  server.on('clientError', refuseBytes);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
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

function close(server: Server, app: App, deadlineMs: number): Promise<void> {
  app.drain();
  return new Promise((resolve) => {
    const deadline = setTimeout(() => {
      server.closeAllConnections();
    }, deadlineMs);
    // A connection that is kept alive falls idle only when its request has ended.
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

/** What Node cannot read as HTTP never reaches the app; it gets a problem all the same. */
function refuseBytes(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const status =
    error.code === 'HPE_HEADER_OVERFLOW' ? 431 : error.code === 'ERR_HTTP_REQUEST_TIMEOUT' ? 408 : 400;
  const title = STATUS_CODES[status] ?? '';
  const body = JSON.stringify({
    type: '/problems/request-malformed',
    title,
    status,
    detail: 'the request cannot be read',
    code: 'request-malformed',
  });
  socket.end(
    `HTTP/1.1 ${status} ${title}\r\nConnection: close\r\nContent-Type: application/problem+json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}
