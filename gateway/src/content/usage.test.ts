// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { contentDigest } from './content-store';
import type { StoredContent } from './content-store';
import { ContentUsage } from './usage';

const east = { organisation: 'east', department: 'land' };
const west = { organisation: 'west', department: 'land' };

async function put(source: AsyncIterable<Uint8Array>): Promise<StoredContent> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const piece of source) {
    hash.update(piece);
    sizeBytes += piece.length;
  }
  const digest = contentDigest(hash.digest('hex'));
  return { digest, sm3: { algorithm: 'sm3', value: digest.value }, sizeBytes };
}

async function* file(...pieces: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const piece of pieces) yield await Promise.resolve(Buffer.from(piece));
}

describe('quotas of stored files', () => {
  let folder: string;
  let level: Level;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-usage-'));
    level = new Level(folder);
  });

  afterEach(async () => {
    await level.close();
    rmSync(folder, { recursive: true });
  });

  it('count a file once for each department, and across restarts', async () => {
    const usage = await ContentUsage.open(level);
    for (const owner of [east, east, west]) await usage.store(owner, file('12345'), { quotaBytes: 20, put });
    expect([usage.bytesOf(east), usage.bytesOf(west)]).toEqual([5, 5]);
    await usage.store(east, file('abc'), { quotaBytes: 8, put });
    const again = await ContentUsage.open(level);
    expect(again.bytesOf(east)).toBe(8);
    await expect(again.store(east, file('x'), { quotaBytes: 8, put })).rejects.toMatchObject({
      code: 'content-quota-exceeded',
      facts: { facts: { quotaBytes: 8 } },
    });
    expect(again.bytesOf(east)).toBe(8);
  });

  it('are not asked for what the ledger has decided, which counts all the same', async () => {
    const usage = await ContentUsage.open(level);
    const stored = await put(file('12345'));
    await Promise.all([usage.count(east, stored), usage.count(east, stored)]);
    expect(usage.all).toEqual([{ ...east, bytes: 5 }]);
    await expect(usage.store(east, file('x'), { quotaBytes: 5, put })).rejects.toMatchObject({
      code: 'content-quota-exceeded',
    });
  });

  it('are watched while files come in: several at once do not exceed one together', async () => {
    const usage = await ContentUsage.open(level);
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c'].map((text) => usage.store(east, file(text, '123', '456'), { quotaBytes: 15, put })),
    );
    expect(outcomes.filter(({ status }) => status === 'fulfilled').length).toBeLessThan(3);
    expect(usage.bytesOf(east)).toBeLessThanOrEqual(15);
  });

  it('are given back when a file is removed', async () => {
    const usage = await ContentUsage.open(level);
    const { digest } = await usage.store(east, file('12345'), { quotaBytes: 20, put });
    await usage.forget(digest);
    expect((await ContentUsage.open(level)).bytesOf(east)).toBe(0);
  });
});
