// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes } from 'node:crypto';
import { licenceId, recordId } from '../testing/fake-services';
import { testServer } from '../testing/test-server';
import type { TestServer } from '../testing/test-server';

const boundary = 'guidang-test-boundary';
const formType = { 'Content-Type': `multipart/form-data; boundary=${boundary}` };

interface Part {
  readonly name: string;
  readonly body: Buffer | string;
  readonly file?: boolean;
}

function form(...parts: Part[]): Buffer {
  const sections = parts.flatMap(({ name, body, file = false }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${name}"${file ? '; filename="a.pdf"\r\nContent-Type: application/pdf' : ''}\r\n\r\n`,
    ),
    Buffer.from(body),
    Buffer.from('\r\n'),
  ]);
  return Buffer.concat([...sections, Buffer.from(`--${boundary}--\r\n`)]);
}

function hex(algorithm: string, bytes: Buffer): string {
  return createHash(algorithm).update(bytes).digest('hex');
}

describe('files', () => {
  const file = randomBytes(200_000);
  let server: TestServer;

  beforeEach(async () => {
    server = await testServer({ contentBytesMax: 1_000_000 });
  });
  afterEach(() => server.close(100));

  describe('storing', () => {
    it.each([
      ['bytes', file, { 'Content-Type': 'application/pdf' }],
      ['a form', form({ name: 'file', body: file, file: true }), formType],
    ])('takes %s and answers both digests', async (_what, body, headers) => {
      const answer = await server.ask('/api/v1/contents', { body, headers });
      expect([answer.status, answer.body]).toEqual([
        201,
        {
          digest: { algorithm: 'sha256', value: hex('sha256', file) },
          sm3: { algorithm: 'sm3', value: hex('sm3', file) },
          bytes: file.length,
        },
      ]);
      expect(answer.headers.location).toBe(`/api/v1/contents/${hex('sha256', file)}`);
      expect(server.services.stored[0]?.equals(file)).toBe(true);
    });

    it.each(['text/plain; charset=GB18030', 'text/xml; charset="GBK"', 'text/csv; charset=utf-16le'])(
      'takes %s as the bytes that it is',
      async (type) => {
        const bytes = Buffer.from([0xb9, 0xe9, 0xb5, 0xb5]);
        const answer = await server.ask('/api/v1/contents', {
          body: bytes,
          headers: { 'Content-Type': type },
        });
        expect([answer.status, answer.body?.['bytes']]).toEqual([201, 4]);
        expect(server.services.stored[0]?.equals(bytes)).toBe(true);
      },
    );

    it('refuses other bytes under a key that was used, as a form too', async () => {
      const put = async (bytes: Buffer): Promise<number[]> => {
        const key = { 'Idempotency-Key': 'one-file-1' };
        const plain = { body: bytes, headers: { ...key, 'Content-Type': 'application/pdf' } };
        const asForm = {
          body: form({ name: 'file', body: bytes, file: true }),
          headers: { ...key, ...formType },
        };
        const answers = [
          await server.ask('/api/v1/contents', plain),
          await server.ask('/api/v1/contents', asForm),
        ];
        return answers.map(({ status }) => status);
      };
      expect(await put(file)).toEqual([201, 201]);
      expect(await put(Buffer.from('other'))).toEqual([409, 409]);
    });

    it.each([
      ['announced', { 'Content-Type': 'image/jpeg' }, 413, 'content-too-large'],
      [
        'unannounced',
        { 'Content-Type': 'image/jpeg', 'Transfer-Encoding': 'chunked' },
        413,
        'content-too-large',
      ],
    ])('refuses what is too large, %s', async (_how, headers, status, code) => {
      const answer = await server.ask('/api/v1/contents', { body: randomBytes(1_200_000), headers });
      expect([answer.status, answer.body?.['code']]).toEqual([status, code]);
      expect(server.services.stored).toEqual([]);
    });

    it('refuses a file of a form that is too large', async () => {
      const answer = await server.ask('/api/v1/contents', {
        body: form({ name: 'file', body: randomBytes(1_200_000), file: true }),
        headers: { ...formType, 'Transfer-Encoding': 'chunked' },
      });
      expect([answer.status, answer.body?.['code']]).toEqual([413, 'content-too-large']);
      expect(server.services.stored).toEqual([]);
    });

    it.each([
      ['no file', form({ name: 'licence', body: 'x' }), 'field-invalid', 'body/file'],
      [
        'two files',
        form({ name: 'a', body: 'x', file: true }, { name: 'b', body: 'y', file: true }),
        'field-invalid',
        'body/file',
      ],
      [
        'many fields',
        form(...Array.from({ length: 12 }, (_, i) => ({ name: `f${i}`, body: 'x' }))),
        'body-malformed',
        'body',
      ],
    ])('refuses a form with %s', async (_what, body, code, field) => {
      const answer = await server.ask('/api/v1/contents', { body, headers: formType });
      expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([400, code, field]);
    });

    it('says what a media type is where there is none', async () => {
      const answer = await server.ask('/api/v1/contents', { body: file, headers: { 'Content-Type': 'PDF' } });
      expect([answer.status, answer.body?.['detail']]).toEqual([
        415,
        'the body must be of a media type such as application/pdf or multipart/form-data',
      ]);
    });

    it('refuses a digest header that it cannot read', async () => {
      const headers = { 'Content-Type': 'application/pdf', 'Content-Digest': 'md5=:AAAA:' };
      const answer = await server.ask('/api/v1/contents', { body: file, headers });
      expect([answer.status, answer.body?.['field']]).toEqual([400, 'header/content-digest']);
    });
  });

  describe('reading', () => {
    const path = `/api/v1/contents/${hex('sha256', file)}?purpose=review&basis=law-1&record=${recordId}`;

    it('commits the access before it gives the bytes', async () => {
      server.services.stored.push(file);
      const answer = await server.ask(path);
      expect(answer.status).toBe(200);
      expect(answer.headers).toMatchObject({
        'content-type': 'application/pdf',
        'content-length': String(file.length),
        'cache-control': 'no-store',
        'guidang-block': '7',
        'x-content-type-options': 'nosniff',
        'content-disposition': `attachment; filename="${hex('sha256', file)}"`,
      });
      expect(server.services.asked[0]?.request).toMatchObject({ purpose: 'review', basis: 'law-1' });
    });

    it.each([
      ['bytes=1-3', 206, 1, 3],
      ['bytes=2-', 206, 2, file.length - 1],
      ['bytes=-2', 206, file.length - 2, file.length - 1],
      [`bytes=-${file.length + 5}`, 206, 0, file.length - 1],
      ['bytes=65535-65537', 206, 65_535, 65_537],
      ['bytes=7-99999999999999999999', 206, 7, file.length - 1],
      ['BYTES=1-1', 206, 1, 1],
      ['bytes=0-0,2-2', 200, 0, file.length - 1],
      ['bytes=5-3', 200, 0, file.length - 1],
      ['bytes=-', 200, 0, file.length - 1],
      ['lines=1-2', 200, 0, file.length - 1],
      ['nonsense', 200, 0, file.length - 1],
    ])('gives the part of %s', async (range, status, start, end) => {
      server.services.stored.push(file);
      const opened = jest.spyOn(server.services.contents, 'open');
      const answer = await server.ask(path, { headers: { Range: range } });
      expect([answer.status, answer.text]).toEqual([status, file.subarray(start, end + 1).toString()]);
      expect(answer.headers['content-range']).toBe(
        status === 206 ? `bytes ${start}-${end}/${file.length}` : undefined,
      );
      expect(answer.headers['content-length']).toBe(String(end - start + 1));
      // Only a part goes on with a download: all of it is a further one.
      expect(opened.mock.calls[0]?.[1].continues).toBe(status === 206);
    });

    it.each([
      ['the tag of the file', `"${hex('sha256', file)}"`, 206],
      ['the tag of another', `"${'0'.repeat(64)}"`, 200],
      ['a weak tag', `W/"${hex('sha256', file)}"`, 200],
      ['a date', 'Sun, 29 Nov 2026 01:00:00 GMT', 200],
    ])('goes on under If-Range with %s as the RFC has it', async (_what, tag, status) => {
      server.services.stored.push(file);
      const opened = jest.spyOn(server.services.contents, 'open');
      const answer = await server.ask(path, { headers: { Range: 'bytes=3-', 'If-Range': tag } });
      expect([answer.status, answer.headers.etag]).toEqual([status, `"${hex('sha256', file)}"`]);
      expect(answer.headers['content-length']).toBe(String(file.length - (status === 206 ? 3 : 0)));
      // Answered with all of it, it is a download of its own.
      expect(opened.mock.calls[0]?.[1].continues).toBe(status === 206);
    });

    it('says length and type to HEAD, and records nothing', async () => {
      server.services.stored.push(file);
      const answer = await server.ask(path, { method: 'HEAD' });
      expect([answer.status, answer.text]).toEqual([200, '']);
      expect(answer.headers).toMatchObject({
        'content-length': String(file.length),
        'content-type': 'application/pdf',
        'accept-ranges': 'bytes',
        etag: `"${hex('sha256', file)}"`,
        'cache-control': 'no-store',
      });
      expect(server.services.asked).toEqual([]);
      server.services.stored.pop();
      expect((await server.ask(path, { method: 'HEAD' })).status).toBe(404);
    });

    it.each([
      `bytes=${file.length}-`,
      `bytes=${file.length}-${file.length + 9}`,
      'bytes=99999999999999999999-',
      'bytes=-0',
    ])('says how long a file is that ends before the part: %s', async (range) => {
      server.services.stored.push(file);
      const answer = await server.ask(path, { headers: { Range: range } });
      expect([answer.status, answer.body?.['code']]).toEqual([416, 'range-unsatisfiable']);
      expect(answer.headers['content-range']).toBe(`bytes */${file.length}`);
      expect(server.services.asked).toEqual([]);
    });

    it('sends nothing if the content does not exist', async () => {
      expect((await server.ask(path)).status).toBe(404);
    });

    it('refuses both a record and a licence', async () => {
      const { status, body } = await server.ask(`${path}&licence=${licenceId}`);
      expect([status, body?.['field']]).toEqual([400, 'query/record']);
    });
  });

  describe('verifying', () => {
    it('hashes a file and keeps nothing of it', async () => {
      const body = form({ name: 'licence', body: licenceId }, { name: 'file', body: file, file: true });
      const answer = await server.ask('/api/v1/verifications', { body, headers: formType });
      expect(answer.status).toBe(200);
      expect(server.services.questions).toEqual([
        {
          licence: licenceId,
          digests: [
            { algorithm: 'sha256', value: hex('sha256', file) },
            { algorithm: 'sm3', value: hex('sm3', file) },
          ],
          bytes: file.length,
          shown: expect.any(Function) as unknown,
          named: [],
          at: undefined,
        },
      ]);
      expect([server.services.stored, server.services.asked]).toEqual([[], []]);
    });

    it.each([
      [
        'a malformed licence',
        [{ name: 'licence', body: '1.2.3' }],
        422,
        'identifier-malformed',
        'body/licence',
      ],
      ['an unknown field', [{ name: 'colour', body: 'red' }], 400, 'field-unknown', 'body/colour'],
      [
        'a field twice',
        [
          { name: 'licence', body: licenceId },
          { name: 'licence', body: licenceId },
        ],
        400,
        'field-invalid',
        'body/licence',
      ],
      ['nothing', [], 400, 'field-invalid', 'body/licence'],
      ['a control character', [{ name: 'licence', body: 'a\u0000b' }], 400, 'field-invalid', 'body/licence'],
    ])('refuses a form with %s', async (_what, parts, status, code, field) => {
      const answer = await server.ask('/api/v1/verifications', { body: form(...parts), headers: formType });
      expect([answer.status, answer.body?.['code'], answer.body?.['field']]).toEqual([status, code, field]);
    });

    it('takes a digest, and a digest with a licence', async () => {
      const digest = { algorithm: 'sm3', value: hex('sm3', file) };
      await server.ask('/api/v1/verifications', { body: { digest } });
      await server.ask('/api/v1/verifications', { body: { digest, licence: licenceId } });
      expect(server.services.questions).toEqual([
        { licence: undefined, digests: [digest], at: undefined },
        { licence: licenceId, digests: [digest], at: undefined },
      ]);
    });
  });
});
