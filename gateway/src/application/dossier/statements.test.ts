// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-statements-'));
  store = await FolderStore.open({ folder, keys: new ContentKeys([randomBytes(32)]) });
  statements = new Statements({ put: (_, source) => put(source) }, store);
});
afterEach(() => rm(folder, { recursive: true }));

async function put(source: AsyncIterable<Uint8Array>): ReturnType<ContentService['put']> {
  const { digest, sm3, sizeBytes } = await store.put(source, { sizeBytesMax: 1_000_000 });
  return { digest, sm3, bytes: sizeBytes };
}

async function* bytesOf(content: string): AsyncGenerator<Buffer> {
  yield await Promise.resolve(Buffer.from(content));
}

it('are read again, and no digest tells that two say the same', async () => {
  const [one, other] = [await statements.keep(caller, text), await statements.keep(caller, text)];
  expect(one.value).not.toBe(other.value);
  expect([await statements.read(one), await statements.read(other)]).toEqual([text, text]);
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
  const digest = await statements.keep(caller, text);
  const files = await readdir(folder, { recursive: true });
  const file = files.find((name) => name.endsWith(digest.value)) ?? '';
  await writeFile(join(folder, file), 'damaged');
  expect(await statements.read(digest)).toBeUndefined();
});
