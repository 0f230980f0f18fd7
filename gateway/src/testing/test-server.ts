// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { Registry } from 'prom-client';
import type { Clock } from '../common/clock';
import type { Route } from '../http/route';
import { createApp } from '../http/create-app';
import { declaredStatuses } from '../http/openapi/openapi';
import { routes as everyRoute } from '../http/routes';
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
  const served = routes ?? everyRoute;
  return {
    ...server,
    services,
    log,
    ask: async (path, options) => {
      const answer = await ask(server.url, path, options);
      demandDeclared(served, { path, method: methodOf(options) }, answer);
      return answer;
    },
  };
}

/** Each answer in each test of the API has a status that the OpenAPI document declares for its route. */
function demandDeclared(
  routes: readonly Route[],
  { path, method }: { readonly path: string; readonly method: string },
  { status, body }: HttpAnswer,
): void {
  const [plain = ''] = path.split('?');
  const route = routes.find((each) => each.method === method && patternOf(each).test(plain));
  if (route === undefined || declaredStatuses(route).includes(status)) return;
  const told = `${status} ${JSON.stringify(body?.['code'])}`;
  throw new Error(`${method} ${route.path} answers ${told}, which OpenAPI does not declare`);
}

function methodOf({ method, body }: HttpAsk = {}): string {
  return (method ?? (body === undefined ? 'get' : 'post')).toLowerCase();
}

function patternOf({ path, takesRest = false }: Route): RegExp {
  const escaped = path.replaceAll(/[.:]/g, String.raw`\$&`);
  return new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, takesRest ? '.+' : '[^/]+')}$`);
}
