// SPDX-License-Identifier: Apache-2.0
import { pino } from 'pino';
import { Registry } from 'prom-client';
import { FakeServices } from '../testing/fake-services';
import { ask } from '../testing/http-client';
import { createApp } from './create-app';
import { httpConfig } from './server/http-config';
import { startServer } from './server/start-server';

const here = { port: 0, host: '127.0.0.1' };

it('metrics and documentation are served by a listener of their own, probes by both', async () => {
  const app = createApp({
    services: new FakeServices(),
    config: httpConfig(),
    logger: pino({ level: 'silent' }),
    metrics: new Registry(),
    version: '0.0.0-test',
    isOperationsApart: true,
  });
  const api = await startServer(app, here);
  const operations = await startServer({ ...app, handler: app.operations }, here);
  const statuses = async (url: string) => {
    const paths = [
      '/metrics',
      '/openapi.json',
      '/docs',
      '/healthz',
      '/problems/not-found',
      '/api/v1/records',
    ];
    const answers = await Promise.all(paths.map((path) => ask(url, path)));
    return answers.map(({ status }) => status);
  };
  expect(await statuses(api.url)).toEqual([404, 404, 404, 200, 200, 200]);
  expect(await statuses(operations.url)).toEqual([200, 200, 200, 200, 200, 404]);
  await operations.close();
  await api.close();
});
