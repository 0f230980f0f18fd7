// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdFile } from './one-at-a-time';

describe('a file of results', () => {
  it('is written by one import at a time, however it is named', async () => {
    const name = `guidang-${randomUUID()}`;
    await holdFile(join(tmpdir(), name));
    await expect(holdFile(join(tmpdir(), '.', name))).rejects.toThrow(name);
    await expect(holdFile(join(tmpdir(), `${name}-other`))).resolves.toBeUndefined();
  });
});
