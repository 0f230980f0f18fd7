// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const root = join(__dirname, '..', '..');

/** The sources in another place, with the line ends that git gives them on Windows. */
function copyFor(folder: string): string {
  const copy = join(folder, 'scripts', 'verifier');
  for (const name of [
    'src',
    'page',
    'build-page.mjs',
    'standalone-page.mjs',
    'package.json',
    'tsconfig.json',
  ]) {
    cpSync(join(__dirname, name), join(copy, name), { recursive: true });
  }
  cpSync(join(root, 'tsconfig.json'), join(folder, 'tsconfig.json'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  for (const name of readdirSync(copy, { encoding: 'utf8', recursive: true })) {
    const file = join(copy, name);
    if (statSync(file).isFile()) writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'));
  }
  return copy;
}

it('builds the same small page from anywhere, and says its digest', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-verify-html-'));
  try {
    const pages = [
      { from: __dirname, cwd: folder },
      { from: copyFor(folder), cwd: __dirname },
    ].map(({ from, cwd }, at) => {
      const file = join(folder, `${at}.html`);
      const program = join(from, 'build-page.mjs');
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
