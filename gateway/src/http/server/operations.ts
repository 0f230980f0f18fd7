// SPDX-License-Identifier: Apache-2.0
import { Router, type Response } from 'express';
import type { Registry } from 'prom-client';
import { catalogue } from '../../errors/catalogue';
import { Problem } from '../../errors/problem';
import type { Load } from './load';
import { factsOf } from './request-facts';
import type { Services } from '../../application/services';

export interface OperationsOptions {
  readonly services: Pick<Services, 'readiness'>;
  readonly load: Load;
  readonly metrics: Registry;
  readonly openApi: unknown;
}

/** What machines ask without signing in: liveness, readiness, metrics, the API's description, the codes of problems. */
export function operations({ services, load, metrics, openApi }: OperationsOptions): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const document = JSON.stringify(openApi);
  router.use((request, _response, next) => {
    factsOf(request).route = '(operations)';
    next();
  });
  router.get('/healthz', (_request, response) => {
    json(response, 200, { status: 'alive' });
  });
  router.get('/readyz', async (_request, response) => {
    const { ready, checks } = await services.readiness();
    const isReady = ready && !load.isDraining;
    json(response, isReady ? 200 : 503, { ready: isReady, checks });
  });
  router.get('/metrics', async (_request, response) => {
    response.setHeader('Content-Type', metrics.contentType);
    response.end(await metrics.metrics());
  });
  router.get('/openapi.json', (_request, response) => {
    response.setHeader('Content-Type', 'application/json');
    response.end(document);
  });
  router.get('/problems/:code', (request, response) => {
    const entry = Object.entries(catalogue).find(([code]) => code === request.params.code);
    if (entry === undefined) throw new Problem('not-found', 'there is no such code');
    json(response, 200, { code: entry[0], ...entry[1] });
  });
  return router;
}

function json(response: Response, status: number, body: unknown): void {
  response.status(status).setHeader('Content-Type', 'application/json');
  response.setHeader('Cache-Control', 'no-store');
  response.end(JSON.stringify(body));
}
