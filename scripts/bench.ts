// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { parseParts, partNames } from './bench/parts';
import { fullPlan, quickPlan } from './bench/plan';

const help = `npm run bench -- [OPTION ...]

Measures, each beside what it is compared with, in one run, on a real network of its own (folder and ports apart from
yours): this system over HTTP, with 200 officers, against a plain contract and the client library's default signer.
Prints tables in Markdown; progress is on standard error.

  --only PART[,PART]  only these: ${partNames.join(', ')}
  --quick             fewer and shorter rounds and smaller ledgers: within eight minutes; what it has not measured as
                      the bounds say is null
  --json              print the result, with an object \`ratios\`, as JSON
  --plots FOLDER      write the scale's curves there, as SVG
  --data FOLDER       keep the networks' data here; a network that is there is used again
  --help              print this text
`;

const portsOffset = 20_000;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      plots: { type: 'string' },
      data: { type: 'string' },
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
  const { humanReadable } = await import('./bench/human.js');
  const { writeCurves } = await import('./bench/curves.js');
  const keep = values.data !== undefined;
  const data =
    values.data === undefined ? mkdtempSync(join(tmpdir(), 'guidang-bench-')) : resolve(values.data);
  const plan = values.quick ? quickPlan : fullPlan;
  const result = await measure({ plan, parts, data, portsOffset, keep, report: console.error });
  if (!keep) rmSync(data, { recursive: true, force: true });
  if (values.plots !== undefined && result.scale !== undefined) writeCurves(values.plots, result.scale);
  console.log(values.json ? JSON.stringify(result, undefined, 2) : humanReadable(result));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
