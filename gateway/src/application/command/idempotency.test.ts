// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { IdempotencyKeys } from './idempotency';

describe('the life of Idempotency-Keys', () => {
  let folder: string;
  let level: Level;
  let nowMs = 1_000;
  const over = (
    beforeMs: number,
    open: readonly string[] = [],
  ): Parameters<IdempotencyKeys['expire']>[0] => ({
    beforeMs,
    nowMs,
    isOpen: (key) => Promise.resolve(open.includes(key)),
  });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-keys-'));
    level = new Level(folder);
    nowMs = 1_000;
  });

  afterEach(async () => {
    await level.close();
    rmSync(folder, { recursive: true });
  });

  it('ends, and not before: then the key is new', async () => {
    const keys = new IdempotencyKeys(level, () => nowMs);
    await keys.claim('old', 'a');
    nowMs = 2_000;
    await keys.claim('young', 'a');
    await keys.expire(over(1_500));
    await expect(keys.has('old')).resolves.toBe(false);
    await expect(keys.claim('old', 'b')).resolves.toBe(true);
    await expect(keys.claim('young', 'b')).resolves.toBe(false);
  });

  it('goes on while the write under the key is open', async () => {
    const keys = new IdempotencyKeys(level, () => nowMs);
    await keys.claim('open', 'a');
    await keys.expire(over(1_500, ['open']));
    await expect(keys.claim('open', 'b')).resolves.toBe(false);
    await keys.expire(over(1_500 + 2 * 24 * 3_600_000));
    await expect(keys.has('open')).resolves.toBe(false);
  });

  it('begins at the first look for keys of a version that kept them for ever', async () => {
    await level.sublevel('idempotency').put('earlier', 'a');
    const keys = new IdempotencyKeys(level, () => nowMs);
    await keys.expire(over(500));
    await expect(keys.claim('earlier', 'b')).resolves.toBe(false);
    await keys.expire(over(1_500));
    await expect(keys.has('earlier')).resolves.toBe(false);
  });
});
