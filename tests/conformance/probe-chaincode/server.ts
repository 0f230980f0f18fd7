// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { JSONSerializer } from 'fabric-contract-api';
import { Shim } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { ProbeContract } from './probe-contract';

/** The probe as an external chaincode service, with the environment of `@guidang/chaincode`'s own server. */

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} must be set`);
  return value;
}

async function main(): Promise<void> {
  const chaincode = new ChaincodeFromContract([ProbeContract], {
    transaction: 'jsonSerializer',
    serializers: { jsonSerializer: JSONSerializer },
  });
  const server = Shim.server(chaincode, {
    ccid: required('CHAINCODE_ID'),
    address: required('CHAINCODE_SERVER_ADDRESS'),
    tlsProps: {
      key: readFileSync(required('CHAINCODE_TLS_KEY_FILE')),
      cert: readFileSync(required('CHAINCODE_TLS_CERT_FILE')),
      clientCACerts: readFileSync(required('CHAINCODE_TLS_CLIENT_CACERT_FILE')),
    },
  });
  await server.start();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
