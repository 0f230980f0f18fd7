// SPDX-License-Identifier: Apache-2.0
import { mspId } from '@guidang/chaincode/model';
import { EmbeddedLedger } from '../ledger/embedded';
import { follow } from '../ledger/follow';
import { Projection } from '../projection';
import { organisations } from '@guidang/chaincode/sample';
import { carrierCertificate } from './carrier-certificate';

/*
 * Feeds the projection in the folder of the second argument from the ledger in the folder of the first, until it is
 * killed, and prints the number of each block read.
 */
async function main(ledgerFolder: string, projectionFolder: string): Promise<void> {
  const ledger = await EmbeddedLedger.open({
    directory: ledgerFolder,
    name: { network: 'guidang', channel: 'records' },
    contracts: [],
    organisations: Object.keys(organisations).map((name) => ({ name, mspId: mspId(name) })),
  });
  const projection = await Projection.open(projectionFolder);
  projection.onBlock((block) => process.stdout.write(`${block}\n`));
  const port = ledger.port({
    organisation: 'archives',
    mspId: mspId('archives'),
    certificatePem: carrierCertificate,
  });
  process.stdout.write('ready\n');
  await follow(port, projection, new AbortController().signal);
}

main(process.argv[2] ?? '', process.argv[3] ?? '').catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
