// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { namedParts, parseParts, partNames } from './bench/parts';
import { fullPlan, quickPlan } from './bench/plan';
import { messageOf } from './terminal-words';

const help = `npm run bench -- [OPTION ...]

Measures, each beside what it is compared with, in one run, on a real network of its own (folder and ports apart from
yours): this system over HTTP, with 200 officers, against a plain contract and the client library's default signer.
Prints tables in Markdown; progress is on standard error.

  --only PART[,PART]  only these: ${partNames.join(', ')};
                      only if named, on networks of their own: ${namedParts.join(', ')}
  --quick             fewer and shorter rounds and smaller ledgers: within eight minutes; what it has not measured as
                      the bounds say is null
  --json              print the result, with an object \`ratios\`, as JSON
  --sweep             instead: latency and throughput with different block parameters, each on a new network
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
      sweep: { type: 'boolean', default: false },
      data: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const parts = parseParts(values.only);
  const keep = values.data !== undefined;
  const data =
    values.data === undefined ? mkdtempSync(join(tmpdir(), 'guidang-bench-')) : resolve(values.data);
  const report = (line: string): void => {
    console.error(`${process.uptime().toFixed(0).padStart(4)} s  ${line}`);
  };
  const place = { data, portsOffset, report };
  console.log(values.sweep ? await sweep(place, values) : await bench(place, { ...values, parts, keep }));
  if (!keep) rmSync(data, { recursive: true, force: true });
}

interface Place {
  readonly data: string;
  readonly portsOffset: number;
  readonly report: (line: string) => void;
}

// Measuring code is imported late: fabric-common takes --help for itself.

async function bench(
  place: Place,
  options: {
    readonly parts: ReturnType<typeof parseParts>;
    readonly quick: boolean;
    readonly json: boolean;
    readonly keep: boolean;
    readonly plots?: string | undefined;
  },
): Promise<string> {
  const { measure } = await import('./bench/measure.js');
  const { humanReadable } = await import('./bench/human.js');
  const { writeCurves } = await import('./bench/curves.js');
  const { parts, keep, quick, json, plots } = options;
  const result = await measure({ ...place, plan: quick ? quickPlan : fullPlan, parts, keep });
  if (plots !== undefined && result.scale !== undefined) writeCurves(plots, result.scale);
  return json ? JSON.stringify(result, undefined, 2) : humanReadable(result);
}

async function sweep(place: Place, { json }: { readonly json: boolean }): Promise<string> {
  const { measureSweep, sweepTable } = await import('./bench/sweep.js');
  const points = await measureSweep(place);
  return json ? JSON.stringify(points, undefined, 2) : sweepTable(points);
}

main().catch((error: unknown) => {
  console.error(messageOf(error));
  // Interrupted code may still await answers that will not come.
  process.exit(1);
});
