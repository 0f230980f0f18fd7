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
  // Whoever looks there with a browser is refused on a page that is whole.
  const { status, text } = await ask(operations.url, '/none', { as: null, headers: { Accept: 'text/html' } });
  expect(status).toBe(404);
  const links = [...text.matchAll(/ href="(\/[^"]*)"/gu)].map(([, link = '']) => link);
  expect(links.length).toBeGreaterThan(3);
  for (const link of links) {
    expect([link, (await ask(operations.url, link)).status < 400]).toEqual([link, true]);
  }
  await operations.close();
  await api.close();
});
