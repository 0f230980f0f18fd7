// SPDX-License-Identifier: Apache-2.0
import { createRecordExample } from '../openapi/examples';
import { testServer } from '../../testing/test-server';
import type { TestServer } from '../../testing/test-server';

describe('a problem', () => {
  let server: TestServer;

  beforeAll(async () => {
    server = await testServer();
  });
  afterAll(() => server.close());

  it.each([
    [undefined, 'en', 'No such route'],
    ['en-GB', 'en', 'No such route'],
    ['fr', 'en', 'No such route'],
    ['zh-CN,zh;q=0.9,en;q=0.8', 'zh', '没有该接口'],
    ['en;q=0.5, zh', 'zh', '没有该接口'],
    ['zh;q=0', 'en', 'No such route'],
    ['zh-CN;q=0, *', 'en', 'No such route'],
    ['*', 'en', 'No such route'],
    ['fr, zh-Hant;q=0.1', 'zh', '没有该接口'],
    ['zh_CN', 'zh', '没有该接口'],
    ['cmn-Hans-CN', 'zh', '没有该接口'],
    ['yue, en;q=0.5', 'zh', '没有该接口'],
    ['en;q=0', 'zh', '没有该接口'],
    ['en;q=0, zh;q=0', 'en', 'No such route'],
  ])('for a caller who reads %s is in %s', async (accepted, language, title) => {
    const headers = accepted === undefined ? {} : { 'Accept-Language': accepted };
    const { body, headers: answered } = await server.ask('/api/v1/nothing', { headers });
    expect([body?.['title'], answered['content-language']]).toEqual([title, language]);
    expect(answered['vary']).toContain('Accept-Language');
    expect(String(body?.['detail'])).toMatch(language === 'zh' ? /\p{Script=Han}/u : /^[\x20-\x7e]+$/);
  });

  it('names what is wrong with each field in the language of the caller', async () => {
    const body = { ...createRecordExample, year: 'last year', references: 1, extra: 1 };
    const errorsIn = async (language: string): Promise<unknown> =>
      (await server.ask('/api/v1/records', { body, headers: { 'Accept-Language': language } })).body?.[
        'errors'
      ];
    const english = await errorsIn('en');
    const chinese = await errorsIn('zh');
    const field = (name: string, message: RegExp, more: object = {}) => ({
      field: `body/${name}`,
      message: expect.stringMatching(message) as string,
      ...more,
    });
    const invalid = { code: 'field-invalid' };
    expect(english).toEqual([
      field('year', /^must be a year/, { ...invalid, example: '2024', sent: 'a text of 9 characters' }),
      field('references', /^must be a list$/, { ...invalid, sent: '1' }),
      field('extra', /^is not a field/),
    ]);
    expect(chinese).toEqual([
      field('year', /\p{Script=Han}/u, { ...invalid, example: '2024', sent: '9 个字符的文字' }),
      field('references', /^须为列表$/, { ...invalid, sent: '1' }),
      field('extra', /\p{Script=Han}/u),
    ]);
  });

  it.each([
    ['en', /^body\/title: is not a field/, 'body/title'],
    ['zh', /位置：body\/title。/, 'body/title'],
  ])(
    'speaks in %s of one fault in code, detail and field, where there are several',
    async (language, detail, at) => {
      const { body } = await server.ask('/api/v1/records', {
        body: { ...createRecordExample, category: '文书', retention: 'X9', title: 'x' },
        headers: { 'Accept-Language': language },
      });
      expect(body).toMatchObject({
        code: 'field-unknown',
        detail: expect.stringMatching(detail) as string,
        field: at,
      });
      expect(body?.['errors']).toEqual(
        expect.arrayContaining([
          expect.objectContaining({
            field: 'body/category',
            code: 'field-invalid',
            sent: '"文书"',
            example: 'WS',
          }),
          expect.objectContaining({ field: 'body/retention', code: 'field-invalid', sent: '"X9"' }),
        ]),
      );
    },
  );

  it.each([
    ['en', '1998/2001 for a range; such as 2024-05-06; sent: "2024/13/07"'],
    ['zh', '例如 2024-05-06，收到的是 "2024/13/07"。'],
  ])('says in %s what was sent, what is expected and an example', async (language, detail) => {
    const { body } = await server.ask('/api/v1/records', {
      body: { ...createRecordExample, date: '2024/13/07' },
      headers: { 'Accept-Language': language },
    });
    expect(body?.['detail']).toContain(detail);
  });

  it.each([
    ['en', /^malformed unique-code: wrong check character, expected [0-9A-Z]$/],
    ['zh', /^唯一标识码有误：校验码有误，应为“[0-9A-Z]”。$/],
  ])('says in %s what is wrong with an identifier', async (language, message) => {
    const malformed = 'ZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZZ';
    const { body } = await server.ask('/api/v1/records', {
      body: { ...createRecordExample, references: [malformed] },
      headers: { 'Accept-Language': language },
    });
    expect(body).toMatchObject({
      code: 'identifier-malformed',
      errors: [{ field: 'body/references/0', message: expect.stringMatching(message) as string }],
      facts: { identifier: 'unique-code', reason: 'check' },
    });
  });

  it.each([
    ['en', /^malformed citizen-number: wrong check character$/],
    ['zh', /^公民身份号码有误：校验码有误。$/],
  ])('gives away nothing of a citizen number in %s', async (language, message) => {
    const { body } = await server.ask('/api/v1/persons:resolve', {
      as: 'acceptor',
      body: { numberType: '111', number: '110101190001010015' },
      headers: { 'Accept-Language': language },
    });
    expect(body).toMatchObject({
      errors: [{ field: 'body/number', message: expect.stringMatching(message) as string }],
    });
    expect(body?.['facts']).toEqual({ identifier: 'citizen-number', reason: 'check' });
  });

  it.each([
    ['zh', '版本已过时'],
    ['en', 'Stale version'],
  ])('of each code is explained in %s', async (language, title) => {
    const { body } = await server.ask('/problems/version-stale', {
      headers: { 'Accept-Language': language },
    });
    expect(body).toMatchObject({ code: 'version-stale', status: 409, title });
  });
});
