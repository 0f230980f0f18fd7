// SPDX-License-Identifier: Apache-2.0
// `npm run test:stress -- [--times N] [--busy N] [-- JEST ARGUMENT ...]`: the tests again and again beside processes
// that do nothing but keep the processors busy. A test that assumes pace, or order between gateways, fails here.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { prepare, root } from './bootstrap.mjs';

const usage = `npm run test:stress -- [--times N] [--busy N] [-- JEST ARGUMENT ...]

Runs \`npm test\` several times while other processes keep the processors busy, and prints a line for each run.

  --times N   how many runs (default 5)
  --busy N    how many processes that only count (default: one for each processor); \`stress\` is used when installed
  --help      print this text
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '5' },
    busy: { type: 'string', default: String(availableParallelism()) },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  process.stdout.write(usage);
  process.exit(0);
}
const times = positive('times');
const busy = positive('busy');

prepare();
const stress = startStress();
let failures = 0;
try {
  for (let run = 1; run <= times; run += 1) {
    const began = performance.now();
    const { code, lines } = await test();
    const minutes = ((performance.now() - began) / 60_000).toFixed(1);
    if (code !== 0) failures += 1;
    console.log(`run ${run} of ${times}: ${lines.at(-1) ?? 'no result'} (${minutes} min)`);
  }
} finally {
  for (const child of stress) child.kill();
}
console.log(`${times - failures} runs passed, ${failures} runs failed`);
process.exit(failures === 0 ? 0 : 1);

function positive(name) {
  const value = Number(values[name]);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${name} takes a whole number from 1, not ${values[name]}`);
  process.exit(2);
}

function startStress() {
  if (spawnSync('stress', ['--version']).status === 0) {
    return [spawn('stress', ['--quiet', '--cpu', String(busy)], { stdio: 'ignore' })];
  }
  return Array.from({ length: busy }, () =>
    spawn(process.execPath, ['--eval', 'for (;;);'], { stdio: 'ignore' }),
  );
}

async function test() {
  const child = spawn(process.execPath, [join(root, 'scripts', 'test.mjs'), ...positionals], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
  const [code] = await once(child, 'close');
  return { code, lines: output.trimEnd().split('\n') };
}
