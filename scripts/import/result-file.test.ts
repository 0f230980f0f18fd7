// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ResultFile } from './result-file';
import type { ImportProgress } from './result-file';

const head = '{"import":"digest"}\n';
const taken = '{"row":1,"id":"x"}\n';
const refused = '{"row":2,"problem":{"code":"limit-exceeded","detail":"too large"}}\n';

describe('the results of an earlier run', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-results-'));
  const file = join(folder, 'results');
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  async function earlier(text: string): Promise<ImportProgress> {
    writeFileSync(file, text);
    const results = await ResultFile.open(file, 'digest');
    await results.close();
    return results.earlier;
  }

  it('are counted', async () => {
    await expect(earlier(head + taken + refused)).resolves.toEqual({
      rows: 2,
      refused: 1,
      known: 0,
      lastRow: 2,
    });
    expect(readFileSync(file, 'utf8')).toBe(head + taken + refused);
  });

  it.each(['{"row":2,"pro', refused.trimEnd(), 'nul'])(
    'end before a last line that was cut: %s',
    async (cut) => {
      await expect(earlier(head + taken + cut)).resolves.toEqual({
        rows: 1,
        refused: 0,
        known: 0,
        lastRow: 1,
      });
      expect(readFileSync(file, 'utf8')).toBe(head + taken);
    },
  );

  it('begin again when not even their first line is whole', async () => {
    await expect(earlier(head.slice(0, 9))).resolves.toEqual({ rows: 0, refused: 0, known: 0, lastRow: 0 });
    expect(readFileSync(file, 'utf8')).toBe(head);
  });

  it.each(['null', '7', '[]', '"row"', '{"id":"x"}', '{"row":0}', 'no JSON'])(
    'are refused, with the number of the line, when one is %s',
    async (line) => {
      const text = `${head}${taken}${line}\n${refused}`;
      await expect(earlier(text)).rejects.toThrow(`line 3 of ${file} is no result`);
      expect(readFileSync(file, 'utf8')).toBe(text);
    },
  );

  it.each(['null\n', taken])('are refused when the file is something else: %j', async (text) => {
    await expect(earlier(text)).rejects.toThrow(`${file} is there and holds no results of an import`);
  });

  it('are written anew when they are of another file', async () => {
    await expect(earlier(`{"import":"other"}\n${taken}`)).resolves.toMatchObject({ rows: 0 });
    expect(readFileSync(file, 'utf8')).toBe(head);
  });
});
