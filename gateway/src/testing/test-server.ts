// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Clock } from '../common/clock';
import type { Route } from '../http/route';
import { createApp } from '../http/create-app';
import { httpConfig } from '../http/server/http-config';
import type { HttpConfig } from '../http/server/http-config';
import type { ConnectionLimits } from '../http/server/connections';
import { startServer } from '../http/server/start-server';
import type { RunningServer } from '../http/server/start-server';
import { ask } from './http-client';
import type { HttpAnswer, HttpAsk } from './http-client';
import { FakeServices } from './fake-services';

export interface TestServer extends RunningServer {
  readonly services: FakeServices;
  /** The log output, line by line. */
  readonly log: string[];
  ask(path: string, options?: HttpAsk): Promise<HttpAnswer>;
}

/** The HTTP API over fake services, on an ephemeral loopback port; a test may pass other routes. */
export async function testServer(
  changes: Partial<HttpConfig> = {},
  routes?: readonly Route[],
  clock?: Clock,
  connections?: Partial<ConnectionLimits>,
): Promise<TestServer> {
  const services = new FakeServices();
  const log: string[] = [];
  const logger = pino({ level: 'info' }, { write: (line: string) => log.push(line) });
  const config = httpConfig({ cursorKey: new Uint8Array(32).fill(1), ...changes });
  const metrics = new Registry();
  const app = createApp({
    services,
    config,
    logger,
    metrics,
    version: '0.0.0-test',
    ...(routes && { routes }),
    ...(clock && { clock }),
  });
  const server = await startServer(app, {
    port: 0,
    host: '127.0.0.1',
    ...(connections && { connections }),
  });
  return { ...server, services, log, ask: (path, options) => ask(server.url, path, options) };
}
