// SPDX-License-Identifier: Apache-2.0
// Builds the workplace (/app) from its sources into dist/bundle: files named by the hash of their content, and a list
// of the two that the page begins with. The same sources give the same files.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const outdir = join(root, 'dist', 'bundle');

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: { workplace: 'workplace/main.tsx', style: 'workplace/workplace.css' },
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  metafile: true,
  charset: 'utf8',
  format: 'esm',
  platform: 'browser',
  target: 'es2022',
  jsx: 'automatic',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const entries = Object.fromEntries(
  Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
    entryPoint?.startsWith('workplace/main') === true
      ? [['script', basename(file)]]
      : entryPoint?.endsWith('.css') === true
        ? [['style', basename(file)]]
        : [],
  ),
);
const names = readdirSync(outdir).sort();
writeFileSync(join(outdir, 'files.json'), `${JSON.stringify({ ...entries, names })}\n`);
