// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import {
  caseIdSchema,
  digestSchema,
  licenceIdentifierSchema,
  recordIdSchema,
} from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { accessCase, accessRecord, createRecord, useLicence } from '@guidang/chaincode/commands';
import { z } from 'zod';
import { Problem } from '../problem';
import { givenBy } from '../command-route';
import { readForm, refused, wordsOf } from '../request/form';
import { tooLarge } from '../request/read-body';
import { asksForPart, partOf, rangeIn } from '../answer/byte-range';
import type { ByteRange } from '../answer/byte-range';
import { found, locationOf } from '../answer/reply';
import { useShape } from '../recorded-search';
import { defineRoute } from '../route';
import type { Reply, Route } from '../route';
import type {
  ContentRequest,
  DescribedContent,
  OpenContent,
  StoredFile,
} from '../../application/content/api';
import { noParams, noQuery, sha256HexSchema } from '../shared-schemas';

const tag = 'contents';
const formType = 'multipart/form-data';

const contentParams = z.strictObject({ digest: sha256HexSchema });
const storedSchema = z.strictObject({ digest: digestSchema, sm3: digestSchema, bytes: z.int().min(0) });

const sources = ['record', 'licence', 'case'] as const;

/** Of a case, purpose and basis follow from its matter. */
const openQuery = z
  .strictObject({
    ...useShape,
    record: recordIdSchema.optional(),
    licence: licenceIdentifierSchema.optional(),
    case: caseIdSchema.optional(),
  })
  .superRefine((query, context) => {
    const refuse = (name: string, message: string): void => {
      context.addIssue({ code: 'custom', path: [name], message });
    };
    if (sources.filter((kind) => query[kind] !== undefined).length !== 1) {
      refuse('record', 'name the record, the licence or the case that the content belongs to');
    }
    for (const name of ['purpose', 'basis'] as const) {
      const isSaid = query[name] !== undefined;
      if (query.case === undefined && !isSaid) refuse(name, 'must be said of a record or licence');
      if (query.case !== undefined && isSaid) refuse(name, 'follows from the case, and is not said');
    }
  });

export const contentRoutes: readonly Route[] = [
  defineRoute({
    method: 'post',
    path: '/api/v1/contents',
    operation: 'putContent',
    tag,
    summary: 'Stores a file under its digest; storing it again changes nothing',
    kind: 'write',
    ...givenBy(createRecord),
    params: noParams,
    query: noQuery,
    raw: {
      mediaTypes: ['*', formType],
      bytesMax: ({ contentBytesMax }) => contentBytesMax,
      description:
        'The bytes themselves, or a form with one file. `Content-Digest` (RFC 9530) is checked if given.',
      form: { fields: z.strictObject({}), isFileRequired: true },
    },
    responses: { 201: { description: 'Stored', schema: storedSchema } },
    async handle({ services, caller, request, config, mediaType, write: { idempotencyKey } }) {
      const bytesMax = config.contentBytesMax;
      const expected = announcedDigest(request.headers['content-digest']);
      const put = (source: AsyncIterable<Uint8Array>): Promise<StoredFile> =>
        services.contents.put(caller, source, { bytesMax, expected });
      const stored =
        mediaType === formType
          ? await putForm(request, bytesMax, put)
          : await put(bounded(request, bytesMax));
      const { digest, sm3, bytes } = stored;
      await services.commands.demandSameUse(caller, { idempotencyKey, content: digest.value });
      return {
        status: 201,
        body: { digest, sm3, bytes },
        headers: { Location: `/api/v1/contents/${digest.value}` },
      };
    },
  }),
  defineRoute({
    method: 'head',
    path: '/api/v1/contents/{digest}',
    operation: 'describeContent',
    tag,
    summary: 'Length and type of a content, before a download: nothing of it is given, and nothing recorded',
    kind: 'read',
    needsPrimary: true,
    ...givenBy(accessRecord, useLicence, accessCase),
    params: contentParams,
    query: openQuery,
    responses: { 200: { description: 'In the headers' } },
    async handle({ services, caller, params: { digest }, query }) {
      const content = found(
        await services.contents.describe(caller, namedBy(digest, query)),
        'content of it',
      );
      return {
        status: 200,
        headers: { ...headersOf(digest, content), 'Content-Length': String(content.bytes) },
      };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/api/v1/contents/{digest}',
    operation: 'openContent',
    tag,
    summary:
      'The bytes of a content of a record, a licence, or a case of the own department (its materials while it runs, its ' +
      'opinions, replaced files and proof of delivery also once it has ended): an access, committed ' +
      'before the first byte is given; it covers one download, which `Range` under the same Idempotency-Key resumes ' +
      'within an hour. Of a case, purpose and basis follow from its matter',
    kind: 'recorded-read',
    ...givenBy(accessRecord, useLicence, accessCase),
    params: contentParams,
    query: openQuery,
    responses: {
      200: { description: 'The bytes', mediaType: '*/*' },
      206: { description: 'The bytes that `Range` names', mediaType: '*/*' },
    },
    async handle({ services, caller, request, params, query, write: { role, idempotencyKey } }) {
      const { purpose, basis } = query;
      const { digest } = params;
      const etag = etagOf(digest);
      let range: ByteRange | undefined;
      const content = found(
        await services.contents.open(caller, {
          ...namedBy(digest, query),
          continues: asksForPart(request, etag),
          // A part that there is not is refused before a read is recorded.
          onFound: ({ bytes }) => {
            range = rangeIn(request, { sizeBytes: bytes, etag });
          },
          purpose,
          basis,
          role,
          idempotencyKey,
        }),
        'content of it',
      );
      const headers = { ...locationOf(content.access), ...headersOf(digest, content) };
      return fileReply(content, range, headers);
    },
  }),
];

/** The content that a request is about. */
function namedBy(value: string, query: z.infer<typeof openQuery>): Pick<ContentRequest, 'digest' | 'of'> {
  const kind = sources.find((each) => query[each] !== undefined) ?? 'record';
  return { digest: { algorithm: 'sha256', value }, of: { kind, id: query[kind] ?? '' } };
}

function etagOf(digest: string): string {
  return `"${digest}"`;
}

function headersOf(digest: string, { mediaType }: DescribedContent): Readonly<Record<string, string>> {
  return {
    'Accept-Ranges': 'bytes',
    ETag: etagOf(digest),
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${digest}"`,
  };
}

function fileReply(
  { bytes, stream }: OpenContent,
  range: ByteRange | undefined,
  headers: Readonly<Record<string, string>>,
): Reply {
  if (range === undefined) {
    return { status: 200, stream, headers: { ...headers, 'Content-Length': String(bytes) } };
  }
  const { start, end } = range;
  return {
    status: 206,
    stream: partOf(stream, range),
    headers: {
      ...headers,
      'Content-Length': String(end - start + 1),
      'Content-Range': `bytes ${start}-${end}/${bytes}`,
    },
  };
}

async function putForm(
  request: Parameters<typeof readForm>[0],
  bytesMax: number,
  put: (source: Readable) => Promise<StoredFile>,
): Promise<StoredFile> {
  const { file } = await readForm(request, { bytesMax, consume: put });
  if (file !== undefined) return file;
  throw refused('body/file', wordsOf.noFile);
}

/** Reads the body without destroying the socket on error, so that a problem can still be sent. */
async function* bounded(
  request: Parameters<typeof readForm>[0],
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > bytesMax) throw tooLarge(bytesMax);
    yield part;
  }
}

/** @throws {Problem} `field-invalid` unless it is one SHA-256 digest in RFC 9530 syntax. */
function announcedDigest(header: string | string[] | undefined): Digest | undefined {
  if (header === undefined) return undefined;
  const [, base64] = (typeof header === 'string' && /^sha-256=:([A-Za-z0-9+/]{43}=):$/.exec(header)) || [];
  if (base64 === undefined) {
    const field = 'header/content-digest';
    throw new Problem('field-invalid', `${field} is not sha-256=:...:`, { field });
  }
  return { algorithm: 'sha256', value: Buffer.from(base64, 'base64').toString('hex') };
}
