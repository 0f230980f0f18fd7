// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const program = join(__dirname, 'build-page.mjs');

it('builds the same small page from anywhere, and says its digest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-verify-html-'));
  try {
    const pages = [
      { name: 'one.html', cwd: folder },
      { name: 'two.html', cwd: __dirname },
    ].map(({ name, cwd }) => {
      const file = join(folder, name);
      const said = execFileSync(process.execPath, [program, file], { cwd, encoding: 'utf8' });
      const page = readFileSync(file);
      expect(said).toContain(`sha256 ${createHash('sha256').update(page).digest('hex')}\n`);
      return page;
    });
    const [page = Buffer.alloc(0), other] = pages;
    expect(other?.equals(page)).toBe(true);
    expect(gzipSync(page, { level: 9 }).length).toBeLessThan(60 * 1024);
    expect(page.toString()).toContain(`content="default-src 'none'; script-src 'sha256-`);
    expect(page.toString()).not.toMatch(/https?:\/\//);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
