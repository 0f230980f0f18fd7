// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { parseArgs } from 'node:util';
// Not from the package's index: that loads fabric-shim, which takes --help and --version for itself.
import { fsck, type FsckReport } from '@guidang/gateway/dist/ledger/embedded/fsck';
import { dataFolder } from './data-folder';

const HELP = `npm run fsck -- [--json] [--help]

Verifies the embedded ledger in GUIDANG_DATA/ledger: the checksums of its files, every block, and that
replaying the blocks gives the stored state. It repairs nothing. Stop the gateway first.

  --json   print the report as JSON
  --help   print this text

Exit code: 0 nothing found, 1 something found, 2 the ledger could not be checked.
`;

const EXIT_FOUND = 1;
const EXIT_NOT_CHECKED = 2;

const print = ({ blocks, transactions, findings }: FsckReport): void => {
  for (const { kind, where, problem } of findings) console.log(`${kind} ${where}: ${problem}`);
  const verdict = findings.length === 0 ? 'nothing found' : `${findings.length} findings`;
  console.log(`${blocks} blocks with ${transactions} transactions checked: ${verdict}`);
};

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', default: false } },
  });
  if (values.help) {
    process.stdout.write(HELP);
    return;
  }
  const report = await fsck(join(dataFolder(), 'ledger'));
  if (values.json) console.log(JSON.stringify(report, undefined, 2));
  else print(report);
  if (report.findings.length > 0) process.exitCode = EXIT_FOUND;
};

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = EXIT_NOT_CHECKED;
});
