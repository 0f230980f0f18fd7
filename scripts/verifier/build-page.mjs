// SPDX-License-Identifier: Apache-2.0
// Builds verify.html: one file that checks evidence in a browser, without network. Usage: node build-page.mjs [FILE]
// The same sources give the same bytes, so anybody can compare the digest that it prints with the published one.
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { standalonePage } from './standalone-page.mjs';

const page = await standalonePage();
const root = dirname(fileURLToPath(import.meta.url));
const file = resolve(process.argv[2] ?? join(root, 'dist', 'verify.html'));
mkdirSync(dirname(file), { recursive: true });
writeFileSync(file, page);
console.log(`${file}: ${Buffer.byteLength(page)} bytes, ${gzipSync(page, { level: 9 }).length} compressed`);
console.log(`sha256 ${createHash('sha256').update(page).digest('hex')}`);
