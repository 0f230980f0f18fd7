// SPDX-License-Identifier: Apache-2.0
// npm's entry: prepares what is missing, then runs a compiled script in this process.
// Usage: node scripts/run.mjs SCRIPT [ARGUMENT ...]
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare, root } from './bootstrap.mjs';

prepare();
// Two thousand modules are compiled once, not at each start. Node.js 20 cannot.
module.enableCompileCache?.(join(root, 'node_modules', '.cache', 'guidang-compiled'));
const [script, ...rest] = process.argv.slice(2);
const file = join(root, 'scripts', 'dist', `${script}.js`);
process.argv = [process.argv[0], file, ...rest];
await import(pathToFileURL(file).href);
