// SPDX-License-Identifier: Apache-2.0
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

// With CI set, typescript-eslint would read each file once, from disk, instead of the text given here.
process.env.TSESTREE_SINGLE_RUN = 'false';

/**
 * Reads `[{code, filePath}]`, and prints the rules triggered by each. A process of its own: jest cannot load the
 * configuration.
 */
const cwd = fileURLToPath(new URL('../../..', import.meta.url));
const linter = new ESLint({
  cwd,
  overrideConfigFile: fileURLToPath(new URL('../../../.config/eslint.config.mjs', import.meta.url)),
});
const found = [];
for (const { code, filePath } of JSON.parse(await text(process.stdin))) {
  const [result] = await linter.lintText(`${code}\n`, { filePath });
  found.push(result.messages.map(({ ruleId, fatal, message }) => (fatal ? message : ruleId)));
}
console.log(JSON.stringify(found));
