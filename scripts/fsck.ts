// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { defaultDataFolder, Network } from '@guidang/network';
import { dataFolder } from './data-folder';
import { organisations } from '@guidang/chaincode/sample';
import type { CheckOutcome } from '@guidang/gateway';
import { messageOf } from './terminal-words';

const help = `npm run fsck -- [--network [--data FOLDER]] [--json] [--help]

Compares all that is stored with what the blocks make it, and prints what differs. It repairs nothing.

Without --network: the embedded ledger in GUIDANG_DATA/ledger (the checksums of its files, every block, the
state), and beside it the projection, the log's entries, tiles and heads, and the stored contents. Stop the
gateway first.

With --network: a network that is up. At each organisation in turn, its gateway and its peer are stopped for a
while: the peer's blocks are hashed (ledgerutil), and the gateway's stores compared with them. Then all peers
make a snapshot of one height: the snapshots are compared, and the world state of each with its blocks.

  --data FOLDER  the network's data folder (GUIDANG_NETWORK_DATA, else as npm run network has it)
  --json         print the outcome as JSON
  --help         print this text

Progress goes to the standard error, findings to the standard output: organisation, kind, where, problem.
Exit code: 0 nothing found, 1 something found, 2 it could not be checked.
`;

const exitFound = 1;
const exitNotChecked = 2;

function progress(line: string): void {
  console.error(line);
}

// The gateway is imported late: fabric-common, which it imports, takes --help for itself.

async function check(values: {
  readonly network: boolean;
  readonly data: string | undefined;
}): Promise<CheckOutcome> {
  if (!values.network) {
    if (values.data !== undefined) {
      throw new Error('--data is of --network; GUIDANG_DATA names the other folder');
    }
    const { checkEmbedded } = await import('@guidang/gateway');
    return checkEmbedded(dataFolder(), Object.keys(organisations), progress);
  }
  const { checkNetwork } = await import('./fsck/network.js');
  return checkNetwork(Network.load({ data: values.data ?? defaultDataFolder(), report: progress }), progress);
}

async function print({ checked, findings }: CheckOutcome): Promise<void> {
  const { countsOf, lineOf } = await import('@guidang/gateway');
  for (const finding of findings) console.log(lineOf(finding));
  for (const counts of checked) console.log(countsOf(counts));
  console.log(findings.length === 0 ? 'nothing found' : `${findings.length} findings`);
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      network: { type: 'boolean', default: false },
      data: { type: 'string' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }
  const outcome = await check({ network: values.network, data: values.data });
  if (values.json) console.log(JSON.stringify(outcome, undefined, 2));
  else await print(outcome);
  if (outcome.findings.length > 0) process.exitCode = exitFound;
}

// LevelDB makes files even where it only reads, as the process's mask allows: other users are not to look in.
process.umask(0o077);

main().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitNotChecked;
});
