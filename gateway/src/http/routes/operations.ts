// SPDX-License-Identifier: Apache-2.0
import type { Role } from '@guidang/chaincode/model';
import { codePage } from '@guidang/pages';
import type { Registry } from 'prom-client';
import { z } from 'zod';
import { currentCode, entryIn } from '../../errors/catalogue';
import type { ErrorCode } from '../../errors/catalogue';
import type { Language } from '../../words/language';
import { html } from '../answer/html-reply';
import { languageOf, pageLanguageOf } from '../answer/language';
import { Problem } from '../problem';
import { IdentityError } from '../../identity/identity-error';
import { isBrowsing } from '../session/browsing';
import { noParams, noQuery } from '../shared-schemas';
import { defineRoute } from '../route';
import type { Reply, Route, RouteContext } from '../route';
import type { Load } from '../server/load';
import type { Services } from '../../application/services';

interface OperationsOptions {
  readonly load: Load;
  readonly metrics: Registry;
  /** Makes the document, when somebody asks for the first time: it takes longer than all else of a start. */
  readonly openApi: () => unknown;
}

const operation = {
  method: 'get',
  tag: 'operations',
  kind: 'operation',
  access: 'open',
  params: noParams,
  query: noQuery,
} as const;

/** Routes for machines, answered without sign-in: liveness, readiness, metrics, OpenAPI document, problem codes. */
export function operationRoutes({ load, metrics, openApi }: OperationsOptions): readonly Route[] {
  let document: string | undefined;
  return [
    defineRoute({
      ...operation,
      kind: 'probe',
      path: '/healthz',
      operation: 'getHealth',
      summary: 'Whether the process lives',
      responses: { 200: { description: 'It does' } },
      handle: () => ({ status: 200, body: { status: 'alive' } }),
    }),
    defineRoute({
      ...operation,
      kind: 'probe',
      path: '/readyz',
      operation: 'getReadiness',
      summary: 'Whether the gateway can do its work',
      responses: { 200: { description: 'It can' }, 503: { description: 'It cannot, and why' } },
      handle: ({ services }) => readiness(services, load),
    }),
    defineRoute({
      ...operation,
      path: '/metrics',
      operation: 'getMetrics',
      summary: 'Metrics for Prometheus; those of requests and of the process for who operates it, signed in',
      responses: { 200: { description: 'The metrics', mediaType: 'text/plain' } },
      handle: async (context) => ({
        status: 200,
        text: (await isOperator(context)) ? await metrics.metrics() : await openMetrics(metrics),
        headers: { 'Content-Type': metrics.contentType },
      }),
    }),
    defineRoute({
      ...operation,
      path: '/openapi.json',
      operation: 'getOpenApi',
      summary: "The API's description",
      responses: { 200: { description: 'The document' } },
      handle: () => {
        document ??= JSON.stringify(openApi());
        return { status: 200, text: document, headers: { 'Content-Type': 'application/json' } };
      },
    }),
    defineRoute({
      ...operation,
      path: '/problems/{code}',
      operation: 'getProblemCode',
      summary: 'What a code of a problem means',
      params: z.strictObject({ code: z.string() }),
      responses: { 200: { description: 'Its entry of the catalogue, as a page to browsers' } },
      handle: ({ params: { code }, request }) =>
        isBrowsing(request)
          ? html(
              codePage(pageLanguageOf(request), entryOf(code, pageLanguageOf(request))),
              'Accept, Accept-Language',
            )
          : { status: 200, body: entryOf(code, languageOf(request)) },
    }),
  ];
}

const operators: readonly Role[] = ['operator', 'system'];

/** @throws {IdentityError} for a sign-in that does not hold. */
async function isOperator({ identify }: Pick<RouteContext, 'identify'>): Promise<boolean> {
  try {
    const { roles } = await identify();
    return roles.some((role) => operators.includes(role));
  } catch (error) {
    if (error instanceof IdentityError && error.code === 'token-missing') return false;
    throw error;
  }
}

/**
 * What says nothing of a request: counts by route would tell a stranger who watches them of what kind each hidden event
 * is, and sums of durations or processor time how long each answer took.
 */
async function openMetrics(metrics: Registry): Promise<string> {
  const names = metrics.getMetricsAsArray().map(({ name }) => name);
  const open = names.filter((name) => /^guidang_(log|reaction)_/.test(name));
  const texts = await Promise.all(open.map((name) => metrics.getSingleMetricAsString(name)));
  return texts.map((text) => `${text}\n`).join('\n');
}

async function readiness(services: Pick<Services, 'readiness'>, load: Load): Promise<Reply> {
  const { ready, checks } = await services.readiness();
  const isReady = ready && !load.isDraining;
  return { status: isReady ? 200 : 503, body: { ready: isReady, checks } };
}

function entryOf(
  code: string,
  language: Language,
): { readonly code: ErrorCode } & ReturnType<typeof entryIn> {
  const known = currentCode(code);
  if (known === undefined) throw new Problem('not-found', 'there is no such code');
  return { code: known, ...entryIn(language, known) };
}
