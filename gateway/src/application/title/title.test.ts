// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { Level } from 'level';
import { EntryCipher } from '../../outbox';
import { titleIn } from './description';
import type { Title } from './description';
import { TitleStore } from './title-store';
import { folded, keysOf, wordsSought } from './words-of';

describe('a description', () => {
  const bytes = (document: unknown): Uint8Array => Buffer.from(JSON.stringify(document), 'utf8');

  it.each([
    [
      {
        题名: '关于归档的通知',
        责任者: '示范市局',
        文号: '示发〔2026〕1号',
        日期: '2026-11-20',
        密级: '公开',
      },
      { title: '关于归档的通知', author: '示范市局', documentNumber: '示发〔2026〕1号', date: '2026-11-20' },
    ],
    [{ title: ' A  report ', author: '' }, { title: 'A report' }],
    [{ 题名: 'x'.repeat(600) }, { title: 'x'.repeat(500) }],
    [{ 题名: '甲', 责任者: 7 }, { title: '甲' }],
    // Marks that would show 关于拨款001元 as another sum, and a control character that a terminal obeys.
    [{ 题名: '关于拨款\u202e001\u202c元\u200f\u0007' }, { title: '关于拨款001元' }],
    [{ 题名: '\u2066\u2069', title: '甲' }, { title: '甲' }],
  ])('has its title, and what stands beside it', (document, title) => {
    expect(titleIn(bytes(document))).toEqual(title);
  });

  it.each([
    ['no object', Buffer.from('["题名"]')],
    ['no JSON', Buffer.from('%PDF-1.7')],
    ['no UTF-8', Buffer.from([0x7b, 0xff, 0x7d])],
    ['no title', bytes({ 责任者: '示范市局' })],
  ])('without any, since it is %s, has none', (_, given) => {
    expect(titleIn(given)).toBeUndefined();
  });
});

describe('the words of a text', () => {
  it('keep together what the dictionary does not know, and divide what it does', () => {
    expect(wordsSought('不动产登记 Digital　Archives')).toEqual(
      expect.arrayContaining(['digital', 'archives', '登记']),
    );
    expect(wordsSought('闻人知夏').join('')).toBe('闻人知夏');
    expect(wordsSought('闻人知夏')).not.toContain('知');
  });

  it('are compared without width, case and accents', () => {
    expect(folded('ＡＢＣé档')).toBe('abce档');
    expect([...keysOf('年度 Été 2026')]).toEqual(['年度', 'ete', '2026']);
    expect(keysOf('市').size).toBe(0);
  });
});

let folder: string;
let level: Level;
let store: TitleStore;
const options = {
  cipher: new EntryCipher(new Uint8Array(32).fill(3)),
  wordKey: new Uint8Array(32).fill(4),
};

async function open(more: { readonly wordKey?: Uint8Array } = {}): Promise<void> {
  const files = {
    open: async () => {
      level = new Level<string, string>(folder);
      await level.open();
      return level;
    },
    remove: () => rm(folder, { recursive: true }),
  };
  store = await TitleStore.open({ files, ...options, ...more });
}
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-titles-'));
  await open();
});
afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

async function found(text: string, department = 'd1'): Promise<string[]> {
  const { items } = await store.find({ department, text, limit: 50 });
  return items.map(({ record }) => record).sort();
}

/** The store's files, without the one in which LevelDB tells what it did when. */
async function bytesOf(): Promise<Buffer> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('LOG'));
  return Buffer.concat(await Promise.all(names.map((name) => readFile(join(folder, name)))));
}

const nothing = { event: 0, page: 0 };
const title: Title = {
  title: '关于准予闻人知夏不动产转移登记的决定',
  author: '示范市不动产登记中心',
  documentNumber: '示不动产〔2026〕12号',
  date: '2026-11-20',
};

describe('the store of titles', () => {
  it.each([
    '闻人知夏',
    '知夏',
    '人知',
    '不动产 决定',
    '决定 登记中心',
    '不动产登记决定',
    '２０２６',
    '2026-11-20',
    '〔2026〕12号',
    '示不动产',
  ])('finds by %s', async (text) => {
    await store.put('r1', 'd1', title);
    expect(await found(text)).toEqual(['r1']);
    expect(await found(text, 'd2')).toEqual([]);
    expect(await store.get('r1')).toEqual(title);
  });

  it.each(['夏知', '闻人知秋', '决定书', 'Digital', '12 13', '202', '市'])(
    'does not find by %s',
    async (text) => {
      await store.put('r1', 'd1', title);
      expect(await found(text)).toEqual([]);
    },
  );

  it('finds any part of two Chinese characters or more, whatever the dictionary makes of it', async () => {
    const unit = fc.constantFrom(...Array.from('闻人知夏不动产登记中心关于的市局通'));
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit, minLength: 2, maxLength: 24 }),
        fc.nat(),
        fc.nat(),
        async (text, from, length) => {
          const characters = Array.from(text);
          const start = from % (characters.length - 1);
          const part = characters.slice(start, start + 2 + (length % (characters.length - start - 1)));
          await store.put('r1', 'd1', { title: text });
          expect(await found(part.join(''))).toEqual(['r1']);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('gives pages, each record once', async () => {
    for (let count = 0; count < 7; count += 1) await store.put(`r${count}`, 'd1', title);
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const page = await store.find({ department: 'd1', text: '不动产', limit: 3, after });
      seen.push(...page.items.map(({ record }) => record));
      after = page.next;
    } while (after !== undefined);
    expect(seen).toEqual(['r0', 'r1', 'r2', 'r3', 'r4', 'r5', 'r6']);
  });

  it('forgets the old title with a new one, and all of one that is erased, in its files too', async () => {
    await store.put('r1', 'd1', title);
    await store.put('r1', 'd1', { title: '别的事' });
    expect([await found('闻人知夏'), await found('别的')]).toEqual([[], ['r1']]);
    await store.put('r2', 'd1', title);
    const sealed = level.sublevel<string, Uint8Array>('title', { valueEncoding: 'view' });
    const value = Buffer.from((await sealed.get('r2')) ?? []).subarray(-24);
    expect((await bytesOf()).includes(value)).toBe(true);
    expect(await store.erase('r2')).toBe(true);
    await store.compact();
    expect((await bytesOf()).includes(value)).toBe(false);
    await store.erase('r1');
    expect(await store.erase('never-there')).toBe(false);
    expect(await level.keys().all()).toEqual([]);
    expect((await bytesOf()).includes('record-that-is-erased')).toBe(false);
    expect(await store.get('r1')).toBeUndefined();
  });

  it('holds no word of a title as it is', async () => {
    await store.put('r1', 'd1', title);
    const files = await bytesOf();
    for (const word of ['闻人', '知夏', '不动', '登记', '2026']) expect(files.includes(word)).toBe(false);
    // One department's keys tell nothing of another's.
    await store.put('r2', 'd2', title);
    const places = (await level.keys().all()).filter((key) => key.startsWith('!word!'));
    const keys = places.map((place) => place.slice(6, 38));
    expect(new Set(keys).size).toBe(places.length);
  });

  it('goes on where it was, and begins anew where its form is another one', async () => {
    await store.put('r1', 'd1', title);
    await store.forget('P1');
    await store.expect('digest', 'r2');
    await store.advance({ event: 7, page: 2 });
    await store.close();
    await open();
    expect([store.next, await found('知夏'), await store.isForgotten('P1')]).toEqual([
      { event: 7, page: 2 },
      ['r1'],
      true,
    ]);
    expect(await store.awaitedBy('digest')).toEqual(['r2']);
    const progress = JSON.stringify({ format: '0', next: 7 });
    await level.sublevel('state').put('progress', progress);
    await store.close();
    await open();
    expect([store.next, await level.keys().all()]).toEqual([nothing, []]);
    await store.put('r1', 'd1', title);
    await store.advance({ event: 7, page: 2 });
    // A folder that was restored beside other keys.
    await store.close();
    await open({ wordKey: new Uint8Array(32).fill(5) });
    expect([store.next, await level.keys().all()]).toEqual([nothing, []]);
  });

  it('is whole once it has come as far as the ledger, also after a restart on the way', async () => {
    expect(store.isWhole).toBe(false);
    await store.advance({ event: 256 });
    await store.close();
    await open();
    expect([store.next, store.isWhole]).toEqual([{ event: 256, page: 0 }, false]);
    await store.reach({ event: 300, page: 9 });
    await store.close();
    await open();
    expect([store.next, store.isWhole]).toEqual([{ event: 300, page: 9 }, true]);
    // As stores were written before they said so.
    const { format } = JSON.parse((await level.sublevel('state').get('progress')) ?? '') as {
      format: string;
    };
    await level.sublevel('state').put('progress', JSON.stringify({ format, next: 300 }));
    await store.close();
    await open();
    expect(store.isWhole).toBe(true);
    // Pages that are read again change nothing.
    expect(store.next).toEqual({ event: 300, page: 0 });
  });

  it('gives all that is awaited, page by page', async () => {
    const places = Array.from({ length: 600 }, (_, index) => `d${String(index).padStart(4, '0')}`);
    for (const digest of places) await store.expect(digest, 'r1');
    const given: string[] = [];
    for await (const { digest, record } of store.allAwaited()) given.push(`${digest} ${record}`);
    expect(given).toEqual(places.map((digest) => `${digest} r1`));
  });

  it.each([
    ['a write fails', () => store.put('r2', 'd1', title), 'batch'],
    ['nothing can be removed from its files', () => store.compact(), 'compactRange'],
  ] as const)(
    'says nothing more once %s, until it is begun anew without what it held',
    async (_, use, name) => {
      await store.put('r1', 'd1', title);
      await store.reach({ event: 7, page: 2 });
      const failing = (): Promise<never> => Promise.reject(new Error('ENOSPC'));
      Object.defineProperty(level, name, { value: failing, configurable: true });
      await expect(use()).rejects.toMatchObject({ code: 'titles-building' });
      expect([store.isWhole, store.failed.aborted]).toEqual([false, true]);
      await expect(store.get('r1')).rejects.toMatchObject({ code: 'titles-building' });
      await store.discard();
      await store.mend();
      expect([store.next, store.isWhole, store.failed.aborted]).toEqual([nothing, false, false]);
      expect(await store.get('r1')).toBeUndefined();
    },
  );

  it('that cannot be opened has failed, and stops nothing', async () => {
    await store.close();
    await rm(folder, { recursive: true });
    await writeFile(folder, 'no folder');
    await open();
    await expect(store.get('r1')).rejects.toMatchObject({ code: 'titles-building' });
    await store.discard();
    await store.mend();
    expect(await store.get('r1')).toBeUndefined();
  });
});
