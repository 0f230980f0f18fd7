// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import ts from 'typescript';

const mebibyte = 1024 * 1024;

/** Run by the child process: prints peak memory after a small content, and after one of 256 MiB. */
const probe = `
const { randomBytes } = require('node:crypto');
const { FolderStore } = require('./folder-store');
const { ContentKeys } = require('./content-keys');
const piece = randomBytes(1 << 16);
async function* source(mebibytes) {
  for (let sent = 0; sent < mebibytes * 16; sent += 1) {
    piece.writeUInt32BE(sent);
    yield Buffer.from(piece);
  }
}
async function cycle(store, mebibytes) {
  const { digest, sizeBytes } = await store.put(source(mebibytes), { sizeBytesMax: mebibytes << 20 });
  let read = 0;
  for await (const part of await store.get(digest, { verify: true })) read += part.length;
  return { sizeBytes, read, peakBytes: process.resourceUsage().maxRSS * 1024 };
}
(async () => {
  const store = await FolderStore.open({ folder: process.argv[2], keys: new ContentKeys([randomBytes(32)]) });
  const small = await cycle(store, 16);
  console.log(JSON.stringify({ small, large: await cycle(store, 256) }));
})();
`;

interface Cycle {
  readonly sizeBytes: number;
  readonly read: number;
  readonly peakBytes: number;
}

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-memory-'));
  for (const room of ['common', 'content', 'storage']) await compile(room);
  await writeFile(join(folder, 'content', 'probe.js'), probe);
});

async function compile(room: string): Promise<void> {
  const sources = join(__dirname, '..', room);
  await mkdir(join(folder, room));
  for (const name of await readdir(sources)) {
    if (!name.endsWith('.ts') || name.endsWith('.test.ts')) continue;
    const { outputText } = ts.transpileModule(await readFile(join(sources, name), 'utf8'), {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    await writeFile(join(folder, room, name.replace(/\.ts$/, '.js')), outputText);
  }
}

afterAll(async () => {
  await rm(folder, { recursive: true });
});

it('stores and reads 256 MiB in the memory that 16 MiB take', async () => {
  const run = promisify(execFile);
  const { stdout } = await run(
    process.execPath,
    [join(folder, 'content', 'probe.js'), join(folder, 'store')],
    {
      timeout: 100_000,
    },
  );
  const { small, large } = JSON.parse(stdout) as { small: Cycle; large: Cycle };
  expect(large).toMatchObject({ sizeBytes: 256 * mebibyte, read: 256 * mebibyte });
  const growthMebibytes = Math.round((large.peakBytes - small.peakBytes) / mebibyte);
  console.info(
    `peak memory grew by ${growthMebibytes} MiB, to ${Math.round(large.peakBytes / mebibyte)} MiB`,
  );
  expect(growthMebibytes).toBeLessThan(48);
}, 120_000);
