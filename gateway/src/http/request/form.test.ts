// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { Problem } from '../problem';
import { readForm } from './form';
import type { Form } from './form';

const good = [
  '--b\r\nContent-Disposition: form-data; name="licence"\r\n\r\n1.2.156\r\n',
  '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\nContent-Type: text/plain\r\n\r\nabc\r\n--b--\r\n',
].join('');

/** A form whose body arrives in these chunks, as from a socket. */
async function read(chunks: readonly string[]): Promise<Form<string>> {
  const stream = new PassThrough();
  const request = Object.assign(stream, {
    headers: { 'content-type': 'multipart/form-data; boundary=b' },
    complete: true,
  }) as unknown as IncomingMessage;
  const form = readForm(request, {
    bytesMax: 1_000,
    consume: async (file) => {
      let text = '';
      for await (const chunk of file) text += String(chunk);
      return text;
    },
  });
  form.catch(() => undefined);
  for (const chunk of chunks) if (!stream.write(chunk)) await once(stream, 'drain');
  stream.end();
  return form;
}

describe('a form', () => {
  it('is read whatever chunks it comes in', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: good.length }), { maxLength: 8 }), async (cuts) => {
        const at = [0, ...cuts.sort((a, b) => a - b), good.length];
        const chunks = at.slice(1).map((end, index) => good.slice(at[index], end));
        expect(await read(chunks)).toEqual({ fields: { licence: '1.2.156' }, file: 'abc' });
      }),
    );
  });

  it('that is damaged is read or refused with a problem, and ends nothing else', async () => {
    const token = fc.constantFrom(
      '--b',
      '--b--',
      '\r\n',
      '\r\n\r\n',
      'x',
      ':',
      ';',
      'name="file"',
      good.slice(5, 60),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(token, { maxLength: 12 }), async (chunks) => {
        const outcome = await read(chunks).then(
          () => 'read',
          (error: unknown) => error,
        );
        expect(outcome === 'read' || outcome instanceof Problem).toBe(true);
      }),
      { numRuns: 500, examples: [[['--b\r\nx\r\n\r\n']]] },
    );
  });

  const part = (disposition: string, body: string): string =>
    `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`;

  it.each([
    [
      'two files',
      part('name="file"; filename="a"', 'x') + part('name="file"; filename="b"', 'y'),
      'file',
      /two files/,
    ],
    ['a file without a name', part('name="file"', 'x'), 'file', /without a file name/],
    ['a field twice', part('name="licence"', 'x') + part('name="licence"', 'y'), 'licence', /given twice/],
    ['a long field', part('name="licence"', 'x'.repeat(600)), 'licence', /longer than 512 bytes/],
    ['a control character', part('name="licence"', 'ab\u0001'), 'licence', /U\+0001.* as character 3/],
  ])('with %s is refused by name, in both languages', async (_, parts, field, words) => {
    const error: unknown = await read([`${parts}--b--\r\n`]).catch((problem: unknown) => problem);
    const { code, message, options } = error as Problem;
    expect([code, options.field]).toEqual(['field-invalid', `body/${field}`]);
    expect(message).toMatch(words);
    expect(options.chineseErrors?.()).toEqual([
      { field: `body/${field}`, message: expect.stringMatching(/\p{Script=Han}/u) as string },
    ]);
  });

  it.each([
    ['in an extended form', `name="file"; filename*=UTF-8''%E6%89%AB%E6%8F%8F.pdf`],
    ['in Chinese', 'name="file"; filename="扫描件.pdf"'],
    ['under another name of the part', 'name="upload"; filename="a.pdf"'],
  ])('with a file whose name comes %s is read', async (_, disposition) => {
    expect(await read([`${part(disposition, 'abc')}--b--\r\n`])).toEqual({ fields: {}, file: 'abc' });
  });

  it('with a file behind its end that does not end is refused', async () => {
    const file = '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nab';
    await expect(read([`--b--\r\n--b--\r x\r\n${file}`])).rejects.toMatchObject({ code: 'body-malformed' });
  });

  it('of a caller who goes when all of it has come and nothing was read is refused', async () => {
    const request = new IncomingMessage(new Socket());
    request.headers['content-type'] = 'multipart/form-data; boundary=b';
    const form = readForm(request, { bytesMax: 1_000, consume: text });
    request.push(good);
    request.complete = true;
    request.push(null);
    request.destroy(new Error('aborted'));
    await expect(form).rejects.toMatchObject({ code: 'body-malformed' });
  });
});
