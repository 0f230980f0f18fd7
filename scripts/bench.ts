// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const help = `npm run bench -- [--quick] [--json] [--help]

Measures, each beside what it is compared with, in one run: the start of the embedded default, the start of a real
network of its own (folder and ports apart from yours), and a lone create through the API against the client
library's bare submit of a one-put contract.

  --quick   fewer rounds
  --json    print the result as JSON, and progress on standard error
  --help    print this text
`;

const portsOffset = 20_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
  // Loaded late: fabric-shim, which the packages load, takes --help for itself.
  const { measure } = await import('./bench/measure.js');
  const data = mkdtempSync(join(tmpdir(), 'guidang-bench-network-'));
  const result = await measure({ data, portsOffset, quick: values.quick, report: console.error });
  if (values.json) console.log(JSON.stringify(result, undefined, 2));
  else
    console.log(
      JSON.stringify(result, undefined, 2)
        .replaceAll(/["{},]/g, '')
        .replaceAll(/\n\s*\n/g, '\n'),
    );
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
