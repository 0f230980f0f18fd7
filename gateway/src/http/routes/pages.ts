// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { digestSchema, licenceIdentifierSchema } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { assets, bundle, logPage, verdictPage, verifyPage, welcomePage, workplacePage } from '@guidang/pages';
import type { FirstLook } from '@guidang/pages';
import { z } from 'zod';
import { publicVerdict } from '../../application/verification/public-verdict';
import { optional } from '../../common/optional';
import { html, htmlHeaders, seeOther } from '../answer/html-reply';
import { pageLanguageOf, pageQueryOf } from '../answer/language';
import { Problem } from '../problem';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import { digestIn } from '../request/as-pasted';
import { validate } from '../request/validate';
import { documentHeaders, scriptedHeaders, workplaceHeaders } from '../server/security-headers';
import { noParams, noQuery } from '../shared-schemas';

const safely = documentHeaders();
const workplaceSafely = workplaceHeaders();
const scriptedSafely = scriptedHeaders();

const document = {
  method: 'get',
  tag: 'pages',
  kind: 'page',
  access: 'open',
  params: noParams,
  query: noQuery,
  responses: { 200: { description: 'The page' } },
} as const;

const workplace = {
  ...document,
  summary: 'The workplace of officers, whose script draws the page of the address',
  handle: ({ request }: { readonly request: Request }): Reply => ({
    ...html(workplacePage(pageLanguageOf(request))),
    headers: { ...htmlHeaders, ...workplaceSafely },
  }),
} as const;

interface PageOptions {
  /** Whether the description of the API is served beside the pages. */
  readonly hasDocs: boolean;
  readonly firstLook?: FirstLook;
}

/** The pages for everybody: rendered here, readable without scripts, without details, recording nothing. */
export function pageRoutes({ hasDocs, firstLook }: PageOptions): readonly Route[] {
  return [
    defineRoute({
      ...document,
      path: '/',
      operation: 'showWelcome',
      summary: 'What this is, and where to verify a licence',
      handle: ({ request }) => html(welcomePage({ language: pageLanguageOf(request), hasDocs, firstLook })),
    }),
    defineRoute({
      ...document,
      path: '/verify',
      operation: 'askVerification',
      summary: 'Where a licence is named; what is named leads to its verdict',
      handle: ({ request }) => {
        const asked = pageQueryOf(request);
        if (asked.get('identifier') !== null) return toVerdict(request, asked);
        const reply = html(verifyPage(pageLanguageOf(request)));
        return { ...reply, headers: { ...reply.headers, ...scriptedSafely } };
      },
    }),
    defineRoute({
      ...document,
      path: '/v/{identifier}',
      operation: 'showVerdict',
      summary: 'The verdict on a licence: where its QR code leads',
      isGuessable: true,
      params: z.strictObject({ identifier: licenceIdentifierSchema }),
      async handle({ services, request, params: { identifier } }) {
        const digest = askedDigest(pageQueryOf(request));
        const verdict = await publicVerdict(services.verifications, { licence: identifier, digest });
        return html(verdictPage({ language: pageLanguageOf(request), verdict }));
      },
    }),
    defineRoute({
      ...document,
      path: '/log',
      operation: 'showLog',
      summary: 'The newest head of the log, and who has cosigned it',
      async handle({ services: { log }, request }) {
        const [head, { contradictions, acknowledged }] = await Promise.all([
          log.cosignedHead(),
          log.status(),
        ]);
        const alarms = contradictions - acknowledged;
        return html(logPage({ language: pageLanguageOf(request), head, alarms }));
      },
    }),
    defineRoute({
      ...document,
      path: '/verify.html',
      operation: 'getStandalonePage',
      summary: 'The page that checks evidence without any gateway, to be saved and opened from disk',
      handle: () => ({
        status: 200,
        text: bundle().standalone.text,
        headers: {
          ...safely,
          'Content-Type': 'text/html; charset=utf-8',
          'Content-Disposition': 'attachment; filename="verify.html"',
        },
      }),
    }),
    defineRoute({ ...workplace, path: '/app', operation: 'showWorkplace' }),
    defineRoute({
      ...workplace,
      path: '/app/{page}',
      takesRest: true,
      operation: 'showWorkplacePage',
      // Which page it is, the script reads in its address.
      params: z.looseObject({}),
    }),
  ];
}

export const assetRoute = defineRoute({
  ...document,
  path: '/assets/{name}',
  operation: 'getAsset',
  summary: 'A file of the pages, under a name that changes with it',
  params: z.strictObject({ name: z.string() }),
  handle: ({ request, params: { name } }) => assetReply(request, name),
});

const identifierSchema = z.strictObject({ identifier: licenceIdentifierSchema });

/** What was typed is read and checked before it becomes part of an address. */
function toVerdict(request: Request, asked: URLSearchParams): Reply {
  const { identifier } = validate(identifierSchema, { identifier: asked.get('identifier') }, 'query');
  const digest = askedDigest(asked);
  const query = new URLSearchParams({
    ...optional({ digest: digest && `${digest.algorithm}:${digest.value}` }),
    lang: pageLanguageOf(request),
  });
  return seeOther(`/v/${encodeURIComponent(identifier)}?${query.toString()}`);
}

const digestQuery = z.strictObject({ digest: digestSchema });

/** The digest in the address, if there is one. */
function askedDigest(asked: URLSearchParams): Digest | undefined {
  const text = asked.get('digest') ?? '';
  return text.trim() === '' ? undefined : validate(digestQuery, { digest: digestIn(text) }, 'query').digest;
}

function assetReply(request: Request, name: string): Reply {
  const asset = assets.get(name);
  if (asset !== undefined) return { status: 200, text: asset.text, headers: assetHeaders(asset) };
  const large = bundle().all.get(name);
  if (large === undefined) throw new Problem('not-found', 'there is no such file');
  const headers = { ...assetHeaders(large), Vary: 'Accept-Encoding' };
  return request.acceptsEncodings('gzip') === false
    ? { status: 200, text: large.text, headers }
    : { status: 200, bytes: large.compressed, headers: { ...headers, 'Content-Encoding': 'gzip' } };
}

function assetHeaders({ mediaType }: { readonly mediaType: string }): Readonly<Record<string, string>> {
  return {
    ...safely,
    'Content-Type': mediaType,
    'Cache-Control': 'public, max-age=31536000, immutable',
  };
}
