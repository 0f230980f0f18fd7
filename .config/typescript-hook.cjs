// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * `node -r ./.config/typescript-hook.cjs script.ts` runs TypeScript sources, so that a test can start a process of
 * its own that is never older than the sources.
 */
const { createHash, randomUUID } = require('node:crypto');
const { readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');

const repository = join(__dirname, '..');
const kinds = { '.ts': require('./swc.json'), '.tsx': require('./swc-tsx.json') };

/** Where a run of the tests keeps what it has compiled (made-once.cjs), for the next process. */
const kept = process.env['GUIDANG_MADE_ONCE'];

for (const [extension, options] of Object.entries(kinds)) {
  Module._extensions[extension] = (module, filename) => {
    const source = readFileSync(filename, 'utf8');
    const compile = () => require('@swc/core').transformSync(source, { ...options, filename }).code;
    module._compile(
      kept === undefined ? compile() : compiledOnce(`${filename}\n${source}`, compile),
      filename,
    );
  };
}

function compiledOnce(what, compile) {
  const file = join(kept, `${createHash('sha256').update(what).digest('hex')}.js`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    const code = compile();
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, code);
    renameSync(draft, file);
    return code;
  }
}

/** Packages that lie inside others. */
const inside = { pages: join('gateway', 'pages'), verifier: join('scripts', 'verifier') };

const resolve = Module._resolveFilename;
Module._resolveFilename = (request, parent, ...rest) => {
  // A dynamic import names the compiled file.
  if (/^\.{1,2}\/.*\.js$/u.test(request) && parent?.filename?.endsWith('.ts')) {
    return resolve(request.slice(0, -'.js'.length), parent, ...rest);
  }
  if (request === '#platform') {
    return resolve(join(repository, 'scripts', 'verifier', 'src', 'platform', 'node'), parent, ...rest);
  }
  const own = /^@guidang\/(chaincode|gateway|network|pages|verifier)(?:\/(.+))?$/u.exec(request);
  if (own === null) return resolve(request, parent, ...rest);
  const folder = inside[own[1]] ?? own[1];
  return resolve(join(repository, folder, 'src', own[2] ?? 'index'), parent, ...rest);
};
