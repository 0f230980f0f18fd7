// SPDX-License-Identifier: Apache-2.0
// Builds what browsers run into dist/bundle: the workplace (/app), the script of /verify with its workers, which
// are the verifier and what reads codes, and verify.html. Files are named by the hash of their content; a list says which is which. The same sources
// give the same files.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { portableSources, standalonePage } from '../../scripts/verifier/standalone-page.mjs';

const root = dirname(fileURLToPath(import.meta.url));
const outdir = join(root, 'dist', 'bundle');
const options = {
  absWorkingDir: root,
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  outdir,
  bundle: true,
  minify: true,
  metafile: true,
  charset: 'utf8',
  platform: 'browser',
  target: 'es2022',
  legalComments: 'none',
};

/** Where each entry of a build is, by its name. */
async function namesOf(given) {
  const { metafile } = await build({ ...options, ...given });
  return new Map(
    Object.entries(metafile.outputs).flatMap(([file, { entryPoint }]) =>
      entryPoint === undefined ? [] : [[entryPoint, basename(file)]],
    ),
  );
}

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
const worker = await namesOf({
  entryPoints: { checker: 'check/worker.ts' },
  format: 'iife',
  plugins: [portableSources],
});
const reader = await namesOf({ entryPoints: { 'code-reader': 'check/code-worker.ts' }, format: 'iife' });
const verify = await namesOf({
  entryPoints: { verify: 'check/main.ts' },
  format: 'esm',
  plugins: [portableSources],
  define: {
    CHECKER: JSON.stringify(`/assets/${worker.get('check/worker.ts')}`),
    READER: JSON.stringify(`/assets/${reader.get('check/code-worker.ts')}`),
  },
});
const workplace = await namesOf({
  entryPoints: { workplace: 'workplace/main.tsx', style: 'workplace/workplace.css' },
  splitting: true,
  format: 'esm',
  jsx: 'automatic',
  define: { 'process.env.NODE_ENV': '"production"' },
});
const page = await standalonePage();
writeFileSync(join(outdir, 'verify.html'), page);
const files = {
  script: workplace.get('workplace/main.tsx'),
  style: workplace.get('workplace/workplace.css'),
  verify: verify.get('check/main.ts'),
  names: readdirSync(outdir)
    .filter((name) => name !== 'verify.html')
    .sort(),
  standaloneDigest: createHash('sha256').update(page).digest('hex'),
};
writeFileSync(join(outdir, 'files.json'), `${JSON.stringify(files)}\n`);
