// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { createRecordBody } from '@guidang/chaincode/commands';
import { Refusal } from '@guidang/chaincode/model';
import { etagOf, versionSeen } from '../../../gateway/src/http/answer/etag';
import { languageOf } from '../../../gateway/src/http/answer/language';
import { rangeIn } from '../../../gateway/src/http/answer/byte-range';
import { createRecordExample } from '../../../gateway/src/http/openapi/examples';
import { Problem } from '../../../gateway/src/http/problem';
import { Cursors } from '../../../gateway/src/http/request/cursor';
import { readForm } from '../../../gateway/src/http/request/form';
import { mediaTypeOf } from '../../../gateway/src/http/request/media-type';
import { numberedLines } from '../../../gateway/src/http/request/ndjson';
import { preferredType } from '../../../gateway/src/http/request/preferred-type';
import { readBody } from '../../../gateway/src/http/request/read-body';
import { readHeaders } from '../../../gateway/src/http/request/read-headers';
import { readParams } from '../../../gateway/src/http/request/read-params';
import { readQuery } from '../../../gateway/src/http/request/read-query';
import { parseStrictJson } from '../../../gateway/src/http/request/strict-json';
import { validate } from '../../../gateway/src/http/request/validate';
import { requestFactsOf } from '../../../gateway/src/http/request-facts';
import { routes } from '../../../gateway/src/http/routes';
import { strictExpress } from '../../../gateway/src/http/server/strict-express';
import { parseTilePath } from '../../../gateway/src/merkle/tile-path';
import { feed, requestWith } from '../stream';
import type { Input } from '../input';
import { longRun } from '../target';
import type { Target } from '../target';

const depthMax = 16;
const fileBytesMax = 64 * 1024;
const lineBytesMax = 64 * 1024;

const formHeaders = { 'content-type': 'multipart/form-data; boundary=b' };

function part(name: string, value: string): string {
  return `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** A form of a licence and a file. */
export function formWith(file: Buffer, mediaType: string): Buffer {
  return Buffer.concat([
    Buffer.from(part('licence', '1.2.156.3005.2')),
    Buffer.from(
      `--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: ${mediaType}\r\n\r\n`,
    ),
    file,
    Buffer.from('\r\n--b--\r\n'),
  ]);
}

const formSamples = [
  formWith(Buffer.from('abc'), 'text/plain'),
  Buffer.from(`${part('at', '2026-01-01')}--b--`),
  Buffer.from('--b\r\nx\r\n\r\n'),
  Buffer.from(
    "--b\r\nContent-Disposition: form-data; name*=utf-8''%e6%a1%a3; filename*=UTF-8''%e6\r\n\r\na\r\n--b--",
  ),
];

const formTokens = [
  '--b',
  '--b--',
  '\r\n\r\n',
  'Content-Disposition: form-data; name="file"',
  'Content-Type: multipart/mixed; boundary=c',
  'Content-Transfer-Encoding: base64',
  "name*=utf-8''%ff",
  'filename="',
];

/** The beginnings of files that scanners and phones make. */
export const imageSamples = [
  Buffer.from('89504e470d0a1a0a0000000d49484452000000010000000108020000009077'.concat('53de'), 'hex'),
  Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300ffd9', 'hex'),
  Buffer.from('474946383961010001008000000000000000002c00000000010001000002024401003b', 'hex'),
  Buffer.from('49492a00080000000000', 'hex'),
];
const pdfSample = Buffer.from(
  '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n',
);

async function digestOf(file: Readable): Promise<string> {
  const hash = createHash('sha256');
  for await (const bytes of file as AsyncIterable<Buffer>) hash.update(bytes);
  return hash.digest('hex');
}

async function form(input: Input): Promise<void> {
  const request = requestWith(formHeaders);
  const read = readForm(request, { bytesMax: fileBytesMax, consume: digestOf });
  await Promise.all([read, feed(request, input)]);
}

async function json(input: Input): Promise<void> {
  const request = requestWith({});
  const body = readBody(request, lineBytesMax);
  const [bytes] = await Promise.all([body, feed(request, input)]);
  const value = parseStrictJson(bytes, depthMax);
  for (const { body: schema } of routes) schema?.safeParse(value);
  validate(createRecordBody, value, 'body');
}

async function ndjson(input: Input): Promise<void> {
  const request = requestWith({});
  const read = async (): Promise<void> => {
    for await (const { text } of numberedLines(request, lineBytesMax)) {
      try {
        validate(createRecordBody, parseStrictJson(Buffer.from(text), depthMax), 'row');
      } catch (error) {
        // A row is refused by itself.
        if (!(error instanceof Problem)) throw error;
      }
    }
  };
  await Promise.all([read(), feed(request, input)]);
}

interface Head {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A request's head: the target, and a line for each header. */
function headOf(bytes: Buffer): Head {
  const [url = '', ...lines] = bytes.toString('latin1').split('\n');
  const headers = lines.map((line): [string, string] => {
    const [name = '', ...value] = line.split(':');
    return [name.toLowerCase(), value.join(':').trim()];
  });
  return { url, headers: Object.fromEntries(headers) };
}

const express = strictExpress();

function head({ bytes }: Input): void {
  const { url, headers } = headOf(bytes);
  const request = Object.assign(requestWith(headers, { method: 'GET', url }), { originalUrl: url });
  Object.setPrototypeOf(request, express.request);
  const typed = request as unknown as Parameters<typeof rangeIn>[0];
  requestFactsOf(request);
  languageOf(request);
  preferredType(request, ['application/json', 'application/pdf']);
  for (const read of [
    () => rangeIn(typed, { sizeBytes: 1_000, etag: '"a"' }),
    () => rangeIn(typed, { sizeBytes: 0, etag: '"a"' }),
    () => mediaTypeOf(request, ['application/json', '*']),
    () => readHeaders(request),
    () => versionSeen(request.headers['if-match'], undefined),
    () => readQuery(url),
    () => etagOf(1) === request.headers['if-none-match'],
  ]) {
    try {
      read();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
    }
  }
}

/** A route for each schema of parameters: most share one, and to read the same again finds nothing. */
const routesWithParams = [
  ...new Map(
    routes
      .map((route) => ({ route, names: [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name) }))
      .filter(({ names }) => names.length > 0)
      .map((each): [unknown, typeof each] => [each.route.params, each]),
  ).values(),
];

function path({ bytes }: Input): void {
  const value = bytes.toString('utf8');
  for (const { route, names } of routesWithParams) {
    const params = Object.fromEntries(names.map((name) => [name, value]));
    const request = { params, path: `/${value}` } as unknown as Parameters<typeof readParams>[1];
    try {
      readParams(route, request);
    } catch (error) {
      // The number of a person in an address is refused as the contracts refuse it.
      if (!(error instanceof Problem || error instanceof Refusal)) throw error;
    }
  }
}

const headSamples = [
  [
    '/api/v1/records?limit=10&cursor=AAAA&dossier=x%20y',
    'accept: application/pdf;q=0.9, application/json, */*;q=0.1',
    'accept-language: zh-CN, en;q=0.5',
    'range: bytes=0-99, 200-299, -5',
    'if-match: "12"',
    'if-none-match: W/"1", "2"',
    'content-type: application/json; charset=utf-8',
    'content-encoding: identity',
    'idempotency-key: "0123456789abcdef"',
    'guidang-role: registrar',
    'guidang-min-block: 12',
    'prefer: respond-async, wait=5',
    'x-request-id: 0123456789ab',
    'x-forwarded-for: 10.0.0.1',
  ].join('\n'),
].map((text) => Buffer.from(text));

const cursors = new Cursors(new Uint8Array(32).fill(1));
const scope = { list: 'records', filters: { state: 'filed' } };

/** How the gateway reads what callers send. */
export const requestTargets: readonly Target[] = [
  {
    name: 'form',
    reads: 'multipart forms, as a stream',
    inputs: longRun.usual,
    refusals: [Problem],
    isStream: true,
    tokens: formTokens,
    open: () => ({ samples: formSamples, run: form }),
  },
  {
    name: 'upload',
    reads: 'files in forms: images and PDFs, which are hashed and nothing else, as a stream',
    inputs: longRun.dear,
    refusals: [Problem],
    isStream: true,
    bytesMax: 2 * fileBytesMax,
    tokens: formTokens,
    open: () => ({
      samples: [
        ...imageSamples.map((image) => formWith(image, 'image/png')),
        formWith(pdfSample, 'application/pdf'),
      ],
      run: form,
    }),
  },
  {
    name: 'json-body',
    reads: 'JSON bodies, against the schema of every route, as a stream',
    inputs: longRun.usual,
    refusals: [Problem],
    isStream: true,
    tokens: ['"constructor"', '\\ud800', '\\u0000', '1e999', 'true', '{"a":', '"category"'],
    open: () => ({
      samples: [
        createRecordExample,
        ...routes.map(({ example }) => example).filter((example) => example !== undefined),
      ].map((example) => Buffer.from(JSON.stringify(example))),
      run: json,
    }),
  },
  {
    name: 'ndjson',
    reads: 'lists of records, as a stream',
    inputs: longRun.usual,
    refusals: [Problem],
    isStream: true,
    isOfLines: true,
    tokens: ['\n\n', '\r\n', '\u2028'],
    open: () => ({
      samples: [Buffer.from(`${JSON.stringify(createRecordExample)}\n\n{"a":1}\n`)],
      run: ndjson,
    }),
  },
  {
    name: 'head',
    reads: 'targets and headers of requests: Range, entity tags, Accept and the rest',
    inputs: longRun.usual,
    refusals: [Problem],
    tokens: ['bytes=', 'q=', ';q=0.001', '*/*', 'W/"', '%e0%a4', '&&', '+', '-', '\u0000'],
    bytesMax: 16 * 1024,
    open: () => ({ samples: headSamples, run: head }),
  },
  {
    name: 'path',
    reads: 'parameters of paths, against the schema of every route',
    inputs: longRun.usual,
    refusals: [Problem],
    tokens: ['/', '%', '..', '~', '.p/', 'x001/'],
    bytesMax: 16 * 1024,
    open: () => ({
      samples: [
        '0K3V9QW2M7XB5T1RAZ8CD4EFGH6Y',
        '1.2.156.3005.2.11999999000000019M001',
        `${'ab'.repeat(32)}-0`,
      ].map((text) => Buffer.from(text)),
      run: path,
    }),
  },
  {
    name: 'cursor',
    reads: 'cursors of lists',
    inputs: longRun.usual,
    refusals: [Problem],
    open: () => ({
      samples: ['0', 'records/2026', '归档'].map((position) => Buffer.from(cursors.seal(position, scope))),
      run: ({ bytes }) => cursors.open(bytes.toString('utf8'), scope),
    }),
  },
  {
    name: 'tile-path',
    reads: "paths of the log's tiles",
    inputs: longRun.usual,
    refusals: [Refusal],
    tokens: ['x001/', '.p/', 'entries/', '000'],
    open: () => ({
      samples: ['0/x001/234.p/12', 'entries/000', '63/x999/x999/999'].map((text) => Buffer.from(text)),
      run: ({ bytes }) => parseTilePath(bytes.toString('utf8')),
    }),
  },
];
