// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { decoded, encoded, encodingNamed, encodings, inspect } from './text-encoding';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-encoding-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function fileOf(bytes: Buffer): Promise<string> {
  const file = join(folder, 'list.csv');
  await writeFile(file, bytes);
  return file;
}

const text = '档号,题名,日期\r\nX001-WS·2013-D30-0001,关于示范的通知,2013-05-07\r\n';

describe('the name of an encoding', () => {
  it.each([
    ['gbk', 'gb18030'],
    ['GB2312', 'gb18030'],
    ['cp936', 'gb18030'],
    ['GB18030', 'gb18030'],
    ['utf8', 'utf-8'],
    ['UTF-16', 'utf-16le'],
    ['Big5', 'big5'],
  ])('is known by the label %s', (label, encoding) => {
    expect(encodingNamed(label)).toBe(encoding);
  });

  it.each(['', 'ansi', 'shift_jis', 'constructor', 'utf-7'])(
    'is refused where lists come in none: %j',
    (label) => {
      expect(() => encodingNamed(label)).toThrow('--encoding');
    },
  );
});

describe('the encoding of a list', () => {
  it.each([
    ['UTF-8', iconv.encode(text, 'utf8'), { encoding: 'utf-8', hasMark: false }],
    ['UTF-8 with a mark', iconv.encode(text, 'utf8', { addBOM: true }), { encoding: 'utf-8', hasMark: true }],
    [
      'UTF-16 of Windows',
      iconv.encode(text, 'utf16le', { addBOM: true }),
      { encoding: 'utf-16le', hasMark: true },
    ],
    [
      'UTF-16, the other way round',
      iconv.encode(text, 'utf16be', { addBOM: true }),
      { encoding: 'utf-16be' },
    ],
    ['a zero that strayed into it', Buffer.from(`${text}\0${text}`), { encoding: 'utf-8' }],
    ['UTF-16 of Latin letters', iconv.encode('a,b\nc,d\n', 'utf16le'), { encoding: 'utf-16le' }],
    ['UTF-16 without a mark', iconv.encode(text, 'utf16le'), { encoding: 'utf-16le', hasMark: false }],
    ['UTF-16 without a mark, the other way round', iconv.encode(text, 'utf16be'), { encoding: 'utf-16be' }],
    ['Chinese Windows', iconv.encode(text, 'gb18030'), { encoding: 'gb18030', hasMark: false }],
    ['ASCII', Buffer.from('a,b\n'), { encoding: 'utf-8', hasMark: false }],
    ['nothing', Buffer.alloc(0), { encoding: 'utf-8', hasMark: false }],
  ])('is recognised: %s', async (_, bytes, form) => {
    expect(await inspect(await fileOf(bytes))).toMatchObject(form);
  });

  it('of UTF-8 with a damaged byte is not taken for another', async () => {
    const bytes = Buffer.from(text.repeat(20));
    bytes[bytes.length - 40] = 0xff;
    await expect(inspect(await fileOf(bytes))).rejects.toThrow(/no text in utf-8, from line \d+/);
  });

  it('of parts in two encodings is none, and says from which line on', async () => {
    const joined = Buffer.concat([Buffer.from(text), iconv.encode(text, 'gb18030')]);
    await expect(inspect(await fileOf(joined))).rejects.toThrow(
      /utf-8 in some lines and not in others, of which the first is 3/,
    );
  });

  it.each(['504b030414000600', 'd0cf11e0a1b11ae1'])(
    'is none for a workbook under another name: %s',
    async (head) => {
      await expect(inspect(await fileOf(Buffer.from(head.padEnd(64, '0'), 'hex')))).rejects.toThrow(
        'is a workbook',
      );
    },
  );

  it('is not taken for UTF-16 where it is UTF-32', async () => {
    const bytes = iconv.encode('题名,日期\n', 'utf32le', { addBOM: true });
    await expect(inspect(await fileOf(bytes))).rejects.toThrow('UTF-32');
  });

  it('is none for bytes that no text has', async () => {
    await expect(inspect(await fileOf(Buffer.from([0x61, 0xff, 0xff, 0x0a])))).rejects.toThrow('--encoding');
  });

  const traditional =
    '檔號,題名,責任者,日期\r\nX001-WS·2013-D30-0001,關於示範的通知,示範市政府,2013-05-07\r\n';

  it.each([traditional, '題名\n土地登記\n', `${'a,b\n'.repeat(500)}會議紀錄,人事任免\n`])(
    'of Big5 is not guessed: the likely one is named, with the way out',
    async (list) => {
      const file = await fileOf(iconv.encode(list, 'big5'));
      await expect(inspect(file)).rejects.toThrow(/likely Big5.*--encoding big5/u);
      const { encoding } = await inspect(file, { isText: true, encoding: 'big5' });
      let read = '';
      for await (const part of decoded(file, { encoding, hasMark: false })) read += part;
      expect(read).toBe(list);
    },
  );

  it.each([
    ['traditional characters', traditional],
    ['simplified ones', text.repeat(30)],
    ['rare ones', '题名\n䶮㐀丂丄丅丆龘龖\n'],
    ['names', '姓名\n闻人知夏\n濮阳丹\n'],
  ])('of GB18030 is recognised by itself, also with %s', async (_, list) => {
    expect(await inspect(await fileOf(iconv.encode(list, 'gb18030')))).toMatchObject({ encoding: 'gb18030' });
  });

  it('is that which is named', async () => {
    const file = await fileOf(iconv.encode('联通', 'gb18030'));
    expect(await inspect(file, { isText: true, encoding: 'gb18030' })).toMatchObject({ encoding: 'gb18030' });
  });

  it('brings every text back that was written in it', async () => {
    const universal = encodings.filter((each) => each !== 'big5');
    const words = fc.stringMatching(/^[a-z0-9,\r\n一-龥]{0,60}$/);
    await fc.assert(
      fc.asyncProperty(words, fc.constantFrom(...universal), async (written, encoding) => {
        const file = await fileOf(encoded(written, { encoding, hasMark: encoding !== 'gb18030' }));
        const { encoding: found } = await inspect(file, { isText: true, encoding });
        let read = '';
        for await (const part of decoded(file, { encoding: found, hasMark: true })) read += part;
        expect(read).toBe(written);
      }),
      { numRuns: 50 },
    );
  });
});
