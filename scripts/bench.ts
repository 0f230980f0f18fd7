// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseParts, partNames } from './bench/parts';

const help = `npm run bench -- [OPTION ...]

Measures, each beside what it is compared with, in one run, on a real network of its own (folder and ports apart from
yours): this system over HTTP, with 200 officers, against a plain contract and the client library's default signer.

  --only PART[,PART]  only these: ${partNames.join(', ')}
  --quick             fewer and shorter rounds: within eight minutes
  --data FOLDER       use the network in this folder, or bring it up there; it is left as it is
  --json              print the result as JSON; progress is on standard error
  --help              print this text
`;

const portsOffset = 20_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const parts = parseParts(values.only);
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
  // Loaded late: fabric-shim, which the packages load, takes --help for itself.
  const { measure } = await import('./bench/measure.js');
  const { data } = values;
  const result = await measure({
    data: data === undefined ? mkdtempSync(join(tmpdir(), 'guidang-bench-network-')) : resolve(data),
    keep: data !== undefined,
    portsOffset,
    quick: values.quick,
    parts,
    report: console.error,
  });
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
