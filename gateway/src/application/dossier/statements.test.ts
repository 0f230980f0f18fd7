// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Digest } from '@guidang/chaincode/model';
import { ContentKeys, FolderStore } from '../../content';
import type { Caller } from '../caller';
import type { ContentService } from '../content/api';
import { Statements } from './statements';

const caller: Caller = {
  organisation: 'west',
  officer: 'west-1',
  department: '1199999900000006XQ',
  roles: ['decider'],
};
const text = '病人昏迷，家属不在场，须核对既往登记。';

let folder: string;
let store: FolderStore;
let statements: Statements;
/** Stands for the store of keys, which keeps what a key was first used with. */
const first = new Map<string, string>();
const keys = {
  first: (key: string, content: string) => {
    const kept = first.get(key) ?? content;
    first.set(key, kept);
    return Promise.resolve(kept);
  },
};
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-statements-'));
  store = await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32)]) });
  statements = new Statements({ contents: { put: (_, source) => put(source) }, store, keys });
});
afterEach(() => rm(folder, { recursive: true }));

async function put(source: AsyncIterable<Uint8Array>): ReturnType<ContentService['put']> {
  const { digest, sm3, sizeBytes } = await store.put(source, { sizeBytesMax: 1_000_000 });
  return { digest, sm3, bytes: sizeBytes };
}

function keep(words: string, { key, by = caller }: { key?: string; by?: Caller } = {}): Promise<Digest> {
  return statements.keep(by, words, key);
}

async function* bytesOf(content: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(content));
}

it('are read again, and no digest tells that two say the same', async () => {
  const [one, other] = [await keep(text), await keep(text)];
  expect(one.value).not.toBe(other.value);
  expect([await statements.read(one), await statements.read(other)]).toEqual([text, text]);
});

it('are the same file under one key of one officer, if they say the same', async () => {
  const digest = await keep(text, { key: 'asked' });
  expect(await keep(text, { key: 'asked' })).toEqual(digest);
  const others = await Promise.all([
    keep(`${text}。`, { key: 'asked' }),
    keep(text, { key: 'asked-anew' }),
    keep(text, { key: 'asked', by: { ...caller, officer: 'west-2' } }),
  ]);
  expect(new Set([digest, ...others].map(({ value }) => value)).size).toBe(4);
});

it.each([
  ['a file that is no JSON', 'a scan of somebody'],
  ['JSON that says something else', '{"schema":1,"name":"somebody"}'],
  ['a file that is too large', JSON.stringify({ schema: 1, statement: text, salt: 'x'.repeat(20_000) })],
])('are not read from %s', async (_, content) => {
  const { digest } = await put(bytesOf(content));
  expect(await statements.read(digest)).toBeUndefined();
});

it('are not read where there is no file, or a damaged one', async () => {
  const value = '5e'.repeat(32);
  expect(await statements.read({ algorithm: 'sha256', value })).toBeUndefined();
  const digest = await keep(text);
  const files = await readdir(folder, { recursive: true });
  const file = files.find((name) => name.endsWith(digest.value)) ?? '';
  await writeFile(join(folder, file), 'damaged');
  expect(await statements.read(digest)).toBeUndefined();
});
