// SPDX-License-Identifier: Apache-2.0
import type { HttpAsk } from '../testing/http-client';
import { caseId, department, eventAt, licenceId, pseudonym, recordId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample as good, openCaseExample, personExample } from './openapi/examples';
import { problemSchema } from './openapi/problem-schema';

const forged = `${licenceId.slice(0, -1)}V`;
const text = JSON.stringify(good);
const citizen = '34010018991231456X';
const jose = { 'Content-Type': 'application/jose' };

/** Case, request, status, code, and the field that the answer names. */
type Row = [
  what: string,
  path: string,
  ask: HttpAsk,
  status: number,
  code: string,
  field: string | undefined,
];

const records = '/api/v1/records';

const rows: Row[] = [
  ['no JSON', records, { body: '{' }, 400, 'body-malformed', 'body'],
  ['empty body', records, { body: '' }, 400, 'body-malformed', 'body'],
  ['UTF-16', records, { body: Buffer.from(text, 'utf16le'), headers: json() }, 400, 'body-malformed', 'body'],
  ['Latin-1', records, { body: Buffer.from(text, 'latin1'), headers: json() }, 400, 'body-malformed', 'body'],
  ['byte-order mark', records, { body: `\ufeff${text}` }, 400, 'body-malformed', 'body'],
  ['an array', records, { body: [] }, 400, 'field-invalid', 'body'],
  ['null', records, { body: 'null' }, 400, 'field-invalid', 'body'],
  [
    'too large',
    records,
    { body: JSON.stringify({ ...good, x: 'x'.repeat(300_000) }) },
    413,
    'content-too-large',
    'body',
  ],
  ['too large, chunked', records, chunked('x'.repeat(300_000)), 413, 'content-too-large', 'body'],
  ['too deep', records, { body: '['.repeat(20_000) + ']'.repeat(20_000) }, 400, 'body-too-deep', 'body'],
  [
    'duplicate key',
    records,
    { body: `{"year":"2025",${text.slice(1)}` },
    400,
    'field-duplicate',
    'body/year',
  ],
  [
    'nested duplicate',
    records,
    { body: text.replace('"bytes"', '"role":"x","bytes"') },
    400,
    'field-duplicate',
    'body/contents/0/role',
  ],
  [
    'prototype',
    records,
    { body: `{"__proto__":{},${text.slice(1)}` },
    400,
    'field-unknown',
    'body/__proto__',
  ],
  ['unknown field', records, { body: { ...good, colour: 'red' } }, 400, 'field-unknown', 'body/colour'],
  [
    'unknown nested field',
    records,
    { body: { ...good, contents: [{ ...good.contents[0], x: 1 }] } },
    400,
    'field-unknown',
    'body/contents/0/x',
  ],
  [
    'days in the wrong order',
    `${records}?dateFrom=2024-05-07&dateUntil=2024-05-06`,
    {},
    400,
    'field-invalid',
    'query/dateUntil',
  ],
  ['missing field', records, { body: { ...good, year: undefined } }, 400, 'field-invalid', 'body/year'],
  ['wrong type', records, { body: { ...good, contents: 'none' } }, 400, 'field-invalid', 'body/contents'],
  ['number for text', records, { body: { ...good, year: 2026 } }, 400, 'field-invalid', 'body/year'],
  [
    'too many',
    records,
    { body: { ...good, references: Array(99).fill(recordId) } },
    400,
    'field-invalid',
    'body/references',
  ],
  [
    'bad digest',
    records,
    { body: { ...good, description: { algorithm: 'md5', value: 'x' } } },
    400,
    'field-invalid',
    'body/description/algorithm',
  ],
  [
    'control character',
    records,
    { body: text.replace('"2026"', '"2026\\u0007"') },
    400,
    'field-invalid',
    'body/year',
  ],
  [
    'NUL of a composite key',
    records,
    { body: text.replace('"contract"', '"con\\u0000tract"') },
    400,
    'field-invalid',
    'body/contents/0/role',
  ],
  [
    'U+10FFFF of a composite key',
    '/api/v1/cases',
    { as: 'acceptor', body: { ...openCaseExample, number: 'A-1\u{10ffff}' } },
    400,
    'field-invalid',
    'body/number',
  ],
  [
    'lone surrogate',
    records,
    { body: text.replace('"2026"', '"\\ud800"') },
    400,
    'field-invalid',
    'body/year',
  ],
  [
    'a union, as meant',
    '/api/v1/cases',
    {
      as: 'acceptor',
      body: { ...openCaseExample, applicant: { person: 'x', commitment: good.contents[0]?.digest } },
    },
    400,
    'field-invalid',
    'body/applicant/person',
  ],
  [
    'malformed identifier in a body',
    records,
    { body: { ...good, references: [`${recordId.slice(0, -1)}Z`] } },
    422,
    'identifier-malformed',
    'body/references/0',
  ],
  [
    'malformed identifier in a union',
    '/api/v1/cases',
    {
      as: 'acceptor',
      body: { ...openCaseExample, materials: [{ code: 'deed', source: { licence: forged } }] },
    },
    422,
    'identifier-malformed',
    'body/materials/0/source/licence',
  ],
  [
    'malformed licence to verify',
    '/api/v1/verifications',
    { body: { licence: forged } },
    422,
    'identifier-malformed',
    'body/licence',
  ],
  ['nothing to verify', '/api/v1/verifications', { body: {} }, 400, 'field-invalid', 'body/licence'],
  [
    'malformed licence in a path',
    `/api/v1/licences/${forged}/verification`,
    {},
    422,
    'identifier-malformed',
    'path/identifier',
  ],
  ['malformed record in a path', '/api/v1/records/nonsense', {}, 422, 'identifier-malformed', 'path/id'],
  ['malformed case in a path', '/api/v1/cases/x', {}, 422, 'identifier-malformed', 'path/id'],
  [
    'malformed digest in a path',
    '/api/v1/contents/xyz?purpose=a1&basis=b1',
    {},
    422,
    'identifier-malformed',
    'path/digest',
  ],
  ['control character in a path', '/api/v1/records/A%00B', {}, 422, 'identifier-malformed', 'path/id'],
  [
    'separator in a path',
    `/api/v1/records/${recordId}%F4%8F%BF%BF`,
    {},
    422,
    'identifier-malformed',
    'path/id',
  ],
  ['broken escape in a path', '/api/v1/records/%E4%A', {}, 400, 'request-malformed', undefined],
  ['path that climbs', '/api/v1/records/..%2F..%2Fetc', {}, 422, 'identifier-malformed', 'path/id'],
  [
    'malformed citizen number',
    '/api/v1/persons:resolve',
    { as: 'acceptor', body: { numberType: '111', number: '110101190001010015' } },
    422,
    'identifier-malformed',
    'body/number',
  ],
  [
    'citizen number of somebody not yet born',
    '/api/v1/persons',
    { as: 'acceptor', body: { ...personExample, numberType: '111', number: '99999929990101001X' } },
    422,
    'identifier-malformed',
    'body/number',
  ],
  [
    'number of a permanent residence card with another check character',
    '/api/v1/persons',
    { as: 'acceptor', body: { ...personExample, numberType: '553', number: '911840185001010019' } },
    422,
    'identifier-malformed',
    'body/number',
  ],
  ...(
    [
      ['blank name', { name: ' \u3000\u200b' }, 'body/name'],
      ['name with a direction mark', { name: '样\u202e例' }, 'body/name'],
      ['name with a replaced character', { name: '样\ufffd' }, 'body/name'],
      ['name with a circle, a masked character or one that looks like 〇', { name: '样○' }, 'body/name'],
      ['name of masked characters', { name: '样××' }, 'body/name'],
      ['name with a lost character', { name: '样？' }, 'body/name'],
      ['name with a radical for a character', { name: '\u2ee2例' }, 'body/name'],
      ['several names', { name: '例一/例二' }, 'body/name'],
      ['several names with a mark of enumeration', { name: '例一、例二' }, 'body/name'],
      ['one name and a count of the others', { name: '例一等3人' }, 'body/name'],
      ['name with a title', { name: '例一女士' }, 'body/name'],
      ['name with a title of two characters', { name: '样例先生' }, 'body/name'],
      ['name with the earlier one beside it', { name: '样例（曾用名：样本）' }, 'body/name'],
      ['name with its heading', { name: '姓名：样例' }, 'body/name'],
      ['name with the number of its line', { name: '1.样例' }, 'body/name'],
      ['name in quotation marks', { name: '“样例”' }, 'body/name'],
      ['name with the mark that followed it', { name: '样例、' }, 'body/name'],
      ['name with the next cell', { name: '样例\t男' }, 'body/name'],
      ['name with a zero for 〇', { name: '样0例' }, 'body/name'],
      ['name with an O for 〇', { name: '样Ｏ例' }, 'body/name'],
      ['name with what is no character', { name: '样\u{2ffff}' }, 'body/name'],
      ['what programs write for no name', { name: 'null' }, 'body/name'],
      ['what lists write for no name', { name: '不详' }, 'body/name'],
      ['name without letters', { name: '12345' }, 'body/name'],
      ['passport number with a slash', { number: 'E9999000/' }, 'body/number'],
      ['blank number', { number: '\u2003\u2003\u2003\u2003' }, 'body/number'],
      ['number with a direction mark', { number: '\u202aE99990000' }, 'body/number'],
      ['number with other characters', { number: 'E9999<000' }, 'body/number'],
      ['blank address', { address: '  ' }, 'body/address'],
    ] as const
  ).map(([what, change, field]): Row => [
    what,
    '/api/v1/persons',
    { as: 'acceptor', body: { ...personExample, ...change } },
    400,
    'field-invalid',
    field,
  ]),
  [
    'the number as typed beside the number',
    '/api/v1/persons',
    { as: 'acceptor', body: { ...personExample, original: { number: 'x' } } },
    400,
    'field-unknown',
    'body/original',
  ],
  ['unknown parameter', '/api/v1/records?colour=red', {}, 400, 'field-unknown', 'query/colour'],
  ['parameter twice', '/api/v1/records?year=2026&year=2025', {}, 400, 'field-duplicate', 'query/year'],
  ['broken escape in a query', '/api/v1/records?year=%ZZ', {}, 400, 'request-malformed', 'query'],
  ['control character in a query', '/api/v1/records?dossier=A%01', {}, 400, 'field-invalid', 'query/dossier'],
  ['limit of 0', '/api/v1/records?limit=0', {}, 400, 'field-invalid', 'query/limit'],
  ['limit too large', '/api/v1/records?limit=201', {}, 400, 'field-invalid', 'query/limit'],
  ['limit in hexadecimal', '/api/v1/records?limit=0x10', {}, 400, 'field-invalid', 'query/limit'],
  [
    'forged cursor',
    '/api/v1/records?cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    {},
    400,
    'cursor-invalid',
    'query/cursor',
  ],
  ['min-block of nonsense', '/api/v1/records?min-block=-1', {}, 400, 'field-invalid', 'query/min-block'],
  ['prototype as a parameter', '/api/v1/records?__proto__=x', {}, 400, 'field-unknown', 'query/__proto__'],
  [
    'licence without a purpose',
    `/api/v1/licences/${licenceId}?basis=b1`,
    {},
    400,
    'field-invalid',
    'query/purpose',
  ],
  [
    'licence without a basis',
    `/api/v1/licences/${licenceId}?purpose=a1`,
    {},
    400,
    'field-invalid',
    'query/basis',
  ],
  [
    'free text as a purpose',
    `/api/v1/licences/${licenceId}?basis=b1&purpose=for%20Mr%20X`,
    {},
    400,
    'field-invalid',
    'query/purpose',
  ],
  [
    'day that no calendar has',
    `/api/v1/licences/${licenceId}/verification?at=2026-02-31`,
    {},
    400,
    'field-invalid',
    'query/at',
  ],
  [
    'content of nothing',
    `/api/v1/contents/${'0'.repeat(64)}?purpose=a1&basis=b1`,
    {},
    400,
    'field-invalid',
    'query/record',
  ],
  [
    'text',
    records,
    { body: text, headers: { 'Content-Type': 'text/plain' } },
    415,
    'media-type-unsupported',
    'header/content-type',
  ],
  [
    'no media type',
    records,
    { body: Buffer.from(text) },
    415,
    'media-type-unsupported',
    'header/content-type',
  ],
  [
    'another charset',
    records,
    { body: text, headers: { 'Content-Type': 'application/json; charset=gbk' } },
    415,
    'media-type-unsupported',
    'header/content-type',
  ],
  [
    'compressed',
    records,
    { body: text, headers: { ...json(), 'Content-Encoding': 'gzip' } },
    415,
    'media-type-unsupported',
    'header/content-encoding',
  ],
  [
    'JSON for a signed command',
    '/api/v1/commands',
    { body: { a: 1 } },
    415,
    'media-type-unsupported',
    'header/content-type',
  ],
  [
    'a certificate request that is too long',
    '/api/v1/session/certificates',
    { body: { request: 'a'.repeat(2049) } },
    400,
    'field-invalid',
    'body/request',
  ],
  [
    'roles beside a certificate request',
    '/api/v1/session/certificates',
    { body: { request: 'a', roles: ['governor'] } },
    400,
    'field-unknown',
    'body/roles',
  ],
  ['no signed command', '/api/v1/commands', { body: 'a.b', headers: jose }, 400, 'body-malformed', 'body'],
  [
    'signed command too large',
    '/api/v1/commands',
    { body: `a.${'b'.repeat(256 * 1024)}.c`, headers: jose },
    413,
    'content-too-large',
    'body',
  ],
  [
    'form without boundary',
    '/api/v1/verifications',
    { body: 'x', headers: { 'Content-Type': 'multipart/form-data' } },
    400,
    'body-malformed',
    'body',
  ],
  [
    'form cut short',
    '/api/v1/verifications',
    {
      body: '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc',
      headers: { 'Content-Type': 'multipart/form-data; boundary=b' },
    },
    400,
    'body-malformed',
    'body',
  ],
  [
    'form whose part has a broken header',
    '/api/v1/verifications',
    { body: '--b\r\nx\r\n\r\n', headers: { 'Content-Type': 'multipart/form-data; boundary=b' } },
    400,
    'body-malformed',
    'body',
  ],
  [
    'body where none is',
    `/api/v1/registry/proposals/p1/withdrawal`,
    { as: 'governor', body: {} },
    400,
    'field-unknown',
    'body',
  ],
  [
    'Idempotency-Key too short',
    records,
    { body: good, headers: { 'Idempotency-Key': 'x' } },
    400,
    'field-invalid',
    'header/idempotency-key',
  ],
  [
    'Idempotency-Key of odd letters',
    records,
    { body: good, headers: { 'Idempotency-Key': 'abcdefgh;rm' } },
    400,
    'field-invalid',
    'header/idempotency-key',
  ],
  [
    'weak If-Match',
    `/api/v1/cases/${caseId}/transitions`,
    { as: 'acceptor', body: { transition: 'accept' }, headers: { 'If-Match': 'W/"1"' } },
    400,
    'field-invalid',
    'header/if-match',
  ],
  [
    'no version',
    `/api/v1/cases/${caseId}/transitions`,
    { as: 'acceptor', body: { transition: 'accept' } },
    428,
    'version-required',
    'body/version',
  ],
  [
    'two versions',
    `/api/v1/cases/${caseId}/transitions`,
    { as: 'acceptor', body: { transition: 'accept', version: 2 }, headers: { 'If-Match': '"1"' } },
    400,
    'version-disagrees',
    'header/if-match',
  ],
  [
    'unknown transition',
    `/api/v1/cases/${caseId}/transitions`,
    { as: 'acceptor', body: { transition: 'grant', version: 2 } },
    400,
    'field-invalid',
    'body/transition',
  ],
  ['unknown route', '/api/v1/nonsense', {}, 404, 'route-unknown', undefined],
  ['route with a slash', '/api/v1/records/', {}, 404, 'route-unknown', undefined],
  ['page of the documentation with a slash', '/docs/', {}, 404, 'route-unknown', undefined],
  ['unknown method', records, { method: 'PUT' }, 405, 'method-not-allowed', undefined],
  ['TRACE', records, { method: 'TRACE' }, 405, 'method-not-allowed', undefined],
  [
    'HEAD of a recorded read',
    `/api/v1/licences/${licenceId}?purpose=a1&basis=b1`,
    { method: 'HEAD' },
    405,
    '',
    undefined,
  ],
  [
    'HEAD of a recorded search',
    `/api/v1/licences?holder=${pseudonym}&purpose=a1&basis=b1`,
    { method: 'HEAD', as: 'reviewer' },
    405,
    '',
    undefined,
  ],
  [
    'HEAD of all of an event, which is recorded',
    `/api/v1/events/${eventAt(1).id}?purpose=a1&basis=b1`,
    { method: 'HEAD', as: 'auditor' },
    405,
    '',
    undefined,
  ],
  [
    'unknown department',
    '/api/v1/records?department=123',
    {},
    422,
    'identifier-malformed',
    'query/department',
  ],
  [
    'department with a wrong check',
    `/api/v1/records?department=${department.slice(0, -1)}N`,
    {},
    422,
    'identifier-malformed',
    'query/department',
  ],
  ...(
    [
      `/api/v1/records?dossier=${citizen}`,
      `/api/v1/licences?object=${citizen}&purpose=a1&basis=b1`,
      `/api/v1/licences?issuer=${citizen.toLowerCase()}`,
      `/api/v1/licences?holder=138-0000-0000`,
      `/api/v1/records?department=${encodeURIComponent('３４０１００１８９９１２３１４５６Ｘ')}`,
    ] as const
  ).map((path): Row => [
    'number of a person in a filter',
    path,
    {},
    422,
    'personal-number',
    `query/${/\?(\w+)/.exec(path)?.[1] ?? ''}`,
  ]),
  [
    'number of a person in a path',
    `/api/v1/objects/${citizen}/restriction-counts`,
    {},
    422,
    'personal-number',
    'path/id',
  ],
  [
    'number of a person in the place of a code',
    records,
    { body: { ...good, dossiers: [{ organisation: citizen }] } },
    422,
    'personal-number',
    'body/dossiers/0/organisation',
  ],
  [
    'number of a person in the place of an object',
    records,
    { body: { ...good, dossiers: [{ object: citizen }] } },
    422,
    'personal-number',
    'body/dossiers/0/object',
  ],
  [
    'a citizen number where one belongs, and another fault',
    '/api/v1/persons',
    { as: 'acceptor', body: { ...personExample, number: citizen, name: '' } },
    400,
    'field-invalid',
    'body/name',
  ],
];

function json(): Record<string, string> {
  return { 'Content-Type': 'application/json' };
}

function chunked(body: string): HttpAsk {
  return { body: Buffer.from(body), headers: { ...json(), 'Transfer-Encoding': 'chunked' } };
}

describe('malformed input', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());
  afterEach(() => {
    server.services.asked.length = 0;
  });

  it.each(rows)('%s (%s)', async (_what, path, sent, status, code, field) => {
    const answer = await server.ask(path, sent);
    expect([answer.status, answer.body?.['code'] ?? '', answer.body?.['field']]).toEqual([
      status,
      code,
      field,
    ]);
    if (code !== '') {
      expect(answer.headers['content-type']).toBe('application/problem+json');
      expect(problemSchema.parse(answer.body).status).toBe(status);
    }
    // No service was called, so nothing changed.
    expect(server.services.asked).toEqual([]);
    expect(server.services.stored).toEqual([]);
  });

  it('names the methods and media types that a route takes', async () => {
    expect((await server.ask(records, { method: 'DELETE' })).headers.allow).toBe('GET, POST');
    const answer = await server.ask(records, { body: 'x', headers: { 'Content-Type': 'text/plain' } });
    expect(answer.headers['accept-post']).toBe('application/json');
  });

  it('names every field at fault, and never a value', async () => {
    const { body } = await server.ask(records, {
      body: { ...good, year: 'secret-year', date: 'secret-date', retention: 'secret' },
    });
    expect((body?.['errors'] as { field: string }[]).map(({ field }) => field)).toEqual(
      expect.arrayContaining(['body/year', 'body/date', 'body/retention']),
    );
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(server.log.join('')).not.toContain('secret');
  });
});
