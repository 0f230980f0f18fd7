// SPDX-License-Identifier: Apache-2.0
import type { Request } from 'express';
import { digestSchema, licenceIdentifierSchema } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { assets, verdictPage, verifyPage, welcomePage, workplaceFiles, workplacePage } from '@guidang/pages';
import { z } from 'zod';
import { publicVerdict } from '../../application/verification/public-verdict';
import { optional } from '../../common/optional';
import { pageLanguageOf, pageQueryOf } from '../answer/language';
import { Problem } from '../problem';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import { validate } from '../request/validate';
import { documentHeaders, workplaceHeaders } from '../server/security-headers';
import { noParams, noQuery } from '../shared-schemas';

const safely = documentHeaders();
const headers = { ...safely, 'Content-Type': 'text/html; charset=utf-8', Vary: 'Accept-Language' };

const workplaceSafely = { ...headers, ...workplaceHeaders() };

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
    headers: workplaceSafely,
  }),
} as const;

interface PageOptions {
  /** Whether the description of the API is served beside the pages. */
  readonly hasDocs: boolean;
}

/** The pages for everybody: rendered here, readable without scripts, without details, recording nothing. */
export function pageRoutes({ hasDocs }: PageOptions): readonly Route[] {
  return [
    defineRoute({
      ...document,
      path: '/',
      operation: 'showWelcome',
      summary: 'What this is, and where to verify a licence',
      handle: ({ request }) => html(welcomePage({ language: pageLanguageOf(request), hasDocs })),
    }),
    defineRoute({
      ...document,
      path: '/verify',
      operation: 'askVerification',
      summary: 'Where a licence is named; what is named leads to its verdict',
      handle: ({ request }) => {
        const asked = pageQueryOf(request);
        if (asked.get('identifier') === null) return html(verifyPage(pageLanguageOf(request)));
        return toVerdict(request, asked);
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
        const digest = digestIn(pageQueryOf(request));
        const verdict = await publicVerdict(services.verifications, { licence: identifier, digest });
        return html(verdictPage({ language: pageLanguageOf(request), verdict }));
      },
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

function html(text: string): Reply {
  return { status: 200, text, headers };
}

const identifierSchema = z.strictObject({ identifier: licenceIdentifierSchema });

/** What was typed is read and checked before it becomes part of an address. */
function toVerdict(request: Request, asked: URLSearchParams): Reply {
  const { identifier } = validate(identifierSchema, { identifier: asked.get('identifier') }, 'query');
  const digest = digestIn(asked);
  const query = new URLSearchParams({
    ...optional({ digest: digest && `${digest.algorithm}:${digest.value}` }),
    lang: pageLanguageOf(request),
  });
  const location = `/v/${encodeURIComponent(identifier)}?${query.toString()}`;
  return { status: 303, headers: { ...headers, Location: location } };
}

const digestQuery = z.strictObject({ digest: digestSchema });

/** The digest in the address, as programs print it; without an algorithm before it, SHA-256. */
function digestIn(asked: URLSearchParams): Digest | undefined {
  const value = asked.get('digest') ?? '';
  if (value.trim() === '') return undefined;
  const algorithm = /^\s*sm3\s*[:：]/iu.test(value) ? 'sm3' : 'sha256';
  return validate(digestQuery, { digest: { algorithm, value } }, 'query').digest;
}

function assetReply(request: Request, name: string): Reply {
  const asset = assets.get(name);
  if (asset !== undefined) return { status: 200, text: asset.text, headers: assetHeaders(asset) };
  const large = workplaceFiles().all.get(name);
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
