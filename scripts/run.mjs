// SPDX-License-Identifier: Apache-2.0
// npm's entry: prepares what is missing, then runs a compiled script in this process.
// Usage: node scripts/run.mjs SCRIPT [ARGUMENT ...]
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './bootstrap.mjs';

prepare();
const [script, ...rest] = process.argv.slice(2);
const file = join(root, 'scripts', 'dist', `${script}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
