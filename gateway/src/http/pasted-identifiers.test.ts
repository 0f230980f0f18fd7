// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { caseId, department, eventAt, licenceId, pseudonym, recordId } from '../testing/fake-services';
import type { HttpAnswer } from '../testing/http-client';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';
import { createRecordExample, issueLicenceExample } from './openapi/examples';
import { asPasted } from './request/as-pasted';
import { routes } from './routes';

const digest = 'ab'.repeat(32);
const printed = (digest.toUpperCase().match(/../gu) ?? []).join(':');
const commitment = { algorithm: 'sha256', value: digest };

/** Numbers, types of events, and what definitions of matters, schemes and code books are made of. */
const notCopied = [
  String.raw`/^(0|[1-9]\d{0,14})$/`,
  String.raw`/^[0-9a-f]{32}$/`,
  String.raw`/^[A-Za-z0-9+/]{43}=$/`,
  String.raw`/^[A-Za-z0-9_-]{43}$/`,
  String.raw`/^[A-Z0-9]{1,6}$/`,
  String.raw`/^[A-Z0-9一-鿿]{1,12}$/`,
  String.raw`/^[A-Za-z0-9][A-Za-z0-9.:_/·-]{0,63}$/`,
  String.raw`/^[a-z][a-z0-9-]{0,39}$/`,
  String.raw`/^[a-z-]+\.[A-Za-z-]+(,[a-z-]+\.[A-Za-z-]+){0,15}$/`,
  String.raw`/^\d{1,6}$/`,
  String.raw`/^\d{3}$/`,
].sort();

/** The texts with a pattern in the schemas, by the pattern. */
function collectPatterns(value: unknown, into: Map<string, z.ZodType>, seen = new Set<object>()): void {
  if (value === null || typeof value !== 'object' || seen.has(value)) return;
  seen.add(value);
  const { _zod: inner } = value as { readonly _zod?: { readonly def: object } };
  if (inner === undefined) {
    for (const each of Object.values(value)) collectPatterns(each, into, seen);
    return;
  }
  if (value instanceof z.ZodString) {
    for (const check of value._zod.def.checks ?? []) {
      const { pattern } = check._zod.def as { readonly pattern?: RegExp };
      if (pattern !== undefined) into.set(String(pattern), value);
    }
  }
  collectPatterns({ ...inner.def }, into, seen);
  if ('shape' in value) collectPatterns(value.shape, into, seen);
}

describe('identifiers as people paste them', () => {
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer();
  });
  afterEach(() => server.close());

  it.each([
    ` ${licenceId}\n`,
    `${licenceId}\u200b`,
    licenceId.replaceAll('.', '．'),
    licenceId.toLowerCase(),
    `证照标识：${licenceId}`,
    `http://localhost:3000/api/v1/licences/${licenceId}/verification`,
  ])('are read in a body: %j', async (licence) => {
    const answer = await server.ask('/api/v1/verifications', { body: { licence } });
    expect(answer.status).toBe(200);
    expect(server.services.questions).toMatchObject([{ licence: licenceId }]);
  });

  it('are read in paths, filters, forms and the lists of a body', async () => {
    const path = encodeURIComponent(` ${licenceId.toLowerCase()}`);
    expect((await server.ask(`/api/v1/licences/${path}/verification`)).status).toBe(200);
    const holder = encodeURIComponent(`${pseudonym.toLowerCase()} `);
    const list = `/api/v1/licences?issuer=${department.toLowerCase()}&holder=${holder}&purpose=a1&basis=b1`;
    expect((await server.ask(list)).status).toBe(200);
    expect(server.services.lists).toMatchObject([{ filters: { issuer: department, holder: pseudonym } }]);
    const [content] = createRecordExample.contents;
    const body = {
      ...createRecordExample,
      contents: [{ ...content, digest: { algorithm: 'sha256', value: printed } }],
      references: [recordId.toLowerCase()],
    };
    expect((await server.ask('/api/v1/records', { body })).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({
      contents: [{ digest: commitment }],
      references: [recordId],
    });
  });

  it.each([
    ['d10', 'D10'],
    [' Ｄ30', 'D30'],
    ['y', 'Y'],
  ])('are read as a retention period: %j', async (retention, read) => {
    expect(
      (await server.ask('/api/v1/records', { body: { ...createRecordExample, retention } })).status,
    ).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({ retention: read });
  });

  it.each([
    ['2026年1月2日', '2026-01-02'],
    [' 2026/1/2', '2026-01-02'],
    ['20260102', '2026-01-02'],
    ['２０２６－01-02\u200b', '2026-01-02'],
    ['2026-01-01T16:00:00.000Z', '2026-01-02'],
  ])('are read as a day: %j', async (validFrom, read) => {
    const body = { ...issueLicenceExample, validFrom };
    expect((await server.ask('/api/v1/licences', { as: 'decider', body })).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({ validFrom: read });
  });

  it.each(['2026-02-30', '2026-01', '1/2/2026', '长期', '1998~'])(
    'are no day where it is not certain which: %j',
    async (validFrom) => {
      const body = { ...issueLicenceExample, validFrom };
      expect(await server.ask('/api/v1/licences', { as: 'decider', body })).toMatchObject({
        status: 400,
        body: { field: 'body/validFrom' },
      });
    },
  );

  it('are read as a media type in any case', async () => {
    const [content] = createRecordExample.contents;
    const body = { ...createRecordExample, contents: [{ ...content, mediaType: ' Application/PDF' }] };
    expect((await server.ask('/api/v1/records', { body })).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({
      contents: [{ mediaType: 'application/pdf' }],
    });
  });

  it('are read in each alternative of a union', async () => {
    const holders = [
      { person: ` ${pseudonym.toLowerCase()}`, commitment: { algorithm: 'sha256', value: printed } },
      { organisation: `${department.slice(0, 8)} ${department.slice(8)}` },
    ];
    const asked = await server.ask('/api/v1/licences', {
      as: 'decider',
      body: { ...issueLicenceExample, holders },
    });
    expect(asked.status).toBe(201);
    expect(server.services.asked[0]?.request.body).toMatchObject({
      holders: [{ person: pseudonym, commitment }, { organisation: department }],
    });
  });

  it.each([
    ['a case', 'path', `/api/v1/cases/${encodeURIComponent(` ${caseId.replace('.', '．')} `)}`],
    ['a record', 'path', `/api/v1/records/${encodeURIComponent(`唯一标识码：${recordId.toLowerCase()}`)}`],
    ['an event', 'path', `/api/v1/events/${encodeURIComponent(`${eventAt(0).id.toUpperCase()}\u200b`)}`],
    ['a case', 'query', `/api/v1/records?case=${encodeURIComponent(` ${caseId}`)}`],
    ['a 档号', 'query', `/api/v1/records?archivalCode=${encodeURIComponent('档号：z109-ws．2011-y-bgs-1')}`],
    ['a fonds and a year', 'query', '/api/v1/records?fonds=%20x001&year=%EF%BC%92024'],
    ['a category', 'query', `/api/v1/records?category=${encodeURIComponent('zy•bdc')}`],
    ['an organisation', 'query', '/api/v1/records?organisation=East%20&purpose=a1&basis=b1'],
    ['a matter', 'query', `/api/v1/cases?matter=${encodeURIComponent('\u200b00013112700y')}`],
    ['a purpose', 'query', `/api/v1/licences?holder=${pseudonym}&purpose=%20case-review&basis=b1%E2%80%8B`],
  ])('are read where they name %s in a %s', async (_, __, path) => {
    expect(await server.ask(path)).toMatchObject({ status: 200 });
  });

  it.each(['sha256:', 'SM3：', 'SM3(scan.pdf)= '])(
    'are read in the address of a file, which has two digests, behind %s',
    async (algorithm) => {
      server.services.stored.push(Buffer.from('a scan'));
      const name = encodeURIComponent(`${algorithm}${digest.toUpperCase()}`);
      const asked = await server.ask(
        `/api/v1/contents/${name}?record=${recordId}&purpose=case-review&basis=b1`,
      );
      expect(asked).toMatchObject({ status: 200, headers: { etag: `"${digest}"` } });
    },
  );

  it('are read in a digest with its algorithm, and never as one of another', async () => {
    const asked = (algorithm: string, value: string): Promise<HttpAnswer> =>
      server.ask('/api/v1/verifications', { body: { digest: { algorithm, value } } });
    expect((await asked('sha256', `sha256:${digest}`)).status).toBe(200);
    expect((await asked('sha256', `SHA-256: ${printed}`)).status).toBe(200);
    expect((await asked('sm3', `SM3：${digest}`)).status).toBe(200);
    expect((await asked('sha256', `SHA256=${digest}`)).status).toBe(200);
    expect(server.services.questions.map(({ digests }) => digests[0]?.value)).toEqual([
      digest,
      digest,
      digest,
      digest,
    ]);
    expect((await asked('sm3', `sha256:${digest}`)).status).toBe(400);
    expect((await asked('sha256', `SHA3-256(a.pdf)= ${digest}`)).status).toBe(400);
    expect((await asked('MD5', digest)).status).toBe(400);
    expect((await asked('sha256', `sm3:${digest}`)).status).toBe(400);
  });

  it.each([
    ['sha256', `SHA256(scan of a deed.pdf)= ${digest}`],
    ['sha256', `SHA2-256(scan.pdf)= ${digest}`],
    ['sha256', `SHA256 (scan.pdf) = ${digest}`],
    ['sm3', `SM3(scan.pdf)= ${digest}`],
    ['sha256', `{SHA256}${digest}`],
    ['sha256', `urn:sha256:${digest}`],
    ['sha256', `SHA256摘要：${digest}`],
    ['sha256', `SHA256 的 scan.pdf 哈希:\r\n${digest}\r\nCertUtil: -hashfile 命令成功完成。`],
    ['sha256', `SHA256 hash of scan.pdf:\n${digest}`],
    ['sha256', Buffer.from(digest, 'hex').toString('base64')],
    ['sm3', Buffer.from(digest, 'hex').toString('base64url')],
    ['sha256', `sha256-${Buffer.from(digest, 'hex').toString('base64')}`],
    ['sha256', `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`],
  ])('are read in a %s digest as programs print it: %j', async (algorithm, value) => {
    const body = { digest: { algorithm, value } };
    expect((await server.ask('/api/v1/verifications', { body })).status).toBe(200);
    expect(server.services.questions.at(-1)?.digests[0]).toEqual({ algorithm, value: digest });
  });

  it.each([
    ['SHA-256', 'sha256'],
    ['sha_256', 'sha256'],
    ['ＳＭ３', 'sm3'],
  ])('are read in a digest of %s', async (algorithm, read) => {
    const body = { digest: { algorithm, value: digest } };
    expect((await server.ask('/api/v1/verifications', { body })).status).toBe(200);
    expect(server.services.questions.at(-1)?.digests[0]).toEqual({ algorithm: read, value: digest });
  });

  it.each([
    ['2024/5/6', 200],
    ['2024年5月6日', 200],
    ['20240506', 200],
    ['2024-05-06 00:00', 400],
    ['2024-05-06T23:59:59', 400],
    ['2024-05', 400],
  ])(
    'stand beside a day as people write it, never beside a time without its offset: %s',
    async (at, status) => {
      const body = { digest: { algorithm: 'sha256', value: digest }, at };
      expect((await server.ask('/api/v1/verifications', { body })).status).toBe(status);
    },
  );

  it('of an object are the same however they are divided, and a hyphen of its own stays', async () => {
    const unit = '999999001001GB00001F00010001';
    const use = '&purpose=a1&basis=b1';
    for (const [dossier, read] of [
      ['999999-001001-GB00001-F00010001', unit],
      ['999999.001001.gb00001.f00010001', unit],
      ['AB-100\u200b', 'AB-100'],
    ] as const) {
      const path = `/api/v1/records?dossier=${encodeURIComponent(dossier)}${use}`;
      expect((await server.ask(path)).status).toBe(200);
      expect(server.services.lists.at(-1)).toMatchObject({ filters: { dossier: read } });
    }
    const body = { ...createRecordExample, dossiers: [{ object: '999999-001001-GB00001-F00010001' }] };
    expect((await server.ask('/api/v1/records', { body })).status).toBe(201);
    expect(server.services.asked.at(-1)?.request.body).toMatchObject({ dossiers: [{ object: unit }] });
  });

  it('are read wherever a field demands a pattern, but for what nobody copies', () => {
    const patterns = new Map<string, z.ZodType>();
    for (const { params, query, body } of routes) collectPatterns([params, query, body], patterns);
    const unread = [...patterns].flatMap(([pattern, schema]) => {
      const typed = '\u200b？';
      const { error } = schema.safeParse(typed);
      return error !== undefined && asPasted(typed, error.issues) === undefined ? [pattern] : [];
    });
    expect(unread.sort()).toEqual(notCopied);
  });

  it('are refused with what is wrong after reading, and where', async () => {
    const wrong = `${licenceId.slice(0, -1)}V`.replaceAll('.', '．');
    const answer = await server.ask('/api/v1/verifications', { body: { licence: wrong } });
    expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([
      422,
      'identifier-malformed',
      'body/licence',
    ]);
    expect(answer.text).toContain('wrong check character, expected U');
    const other = await server.ask('/api/v1/verifications', {
      body: { licence: '1.2.156.3006.1' },
      headers: { 'Accept-Language': 'zh' },
    });
    expect(other.text).toContain('不以 1.2.156.3005.2 开头');
    const short = await server.ask('/api/v1/verifications', {
      body: { digest: { algorithm: 'sha256', value: printed.slice(0, -2) } },
    });
    expect([short.status, short.body?.['field']]).toEqual([400, 'body/digest/value']);
  });
});
