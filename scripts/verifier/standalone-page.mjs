// SPDX-License-Identifier: Apache-2.0
// verify.html: one file that checks evidence in a browser, without network. The same sources give the same bytes.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';

const root = dirname(fileURLToPath(import.meta.url));
const target = 'es2022';

/** `#platform` names compiled files (package.json); pages are built from the sources. */
export const portableSources = {
  name: 'sources',
  setup({ onResolve }) {
    onResolve({ filter: /^#platform$/ }, () => ({ path: join(root, 'src', 'platform', 'browser.ts') }));
  },
};

async function scriptOf() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: ['page/main.ts'],
    bundle: true,
    write: false,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    legalComments: 'none',
    platform: 'browser',
    plugins: [portableSources],
    target,
  });
  return outputFiles[0].text.trim();
}

async function styleOf() {
  const { code } = await transform(read('page.css'), {
    loader: 'css',
    minify: true,
    charset: 'utf8',
    target,
  });
  return code.trim();
}

/** As git stores it, whatever line ends it gives to the files of this machine. */
function read(name) {
  return readFileSync(join(root, 'page', name), 'utf8').replaceAll('\r\n', '\n');
}

function sha256(text, encoding) {
  return createHash('sha256').update(text).digest(encoding);
}

/** Nothing may be loaded, nothing may be sent: only the script and the style in the file itself, and its own worker. */
function policyFor(script, style) {
  return [
    "default-src 'none'",
    `script-src 'sha256-${sha256(script, 'base64')}'`,
    `style-src 'sha256-${sha256(style, 'base64')}'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** The text of the page. */
export async function standalonePage() {
  const [script, style] = await Promise.all([scriptOf(), styleOf()]);
  if (/<\/script|<!--/i.test(script)) throw new Error('the script would end early in a page');
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const parts = { policy: policyFor(script, style), style, script, version };
  return read('page.html').replace(/\{\{(\w+)\}\}/g, (_, name) => parts[name]);
}
