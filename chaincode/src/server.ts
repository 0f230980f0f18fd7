// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { Shim } from 'fabric-shim';
import type { ChaincodeServerTLSProperties } from 'fabric-shim';
import { contracts } from './contracts';
import { DirectChaincode } from './direct-chaincode';
import { learnAbilities } from './peer-state';
import { quietDebug } from './quiet-debug';

/** The chaincode as an external service: the peer connects to it, over mutual TLS. */

function required(name: string): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} must be set`);
  return value;
}

function tls(): ChaincodeServerTLSProperties {
  return {
    key: readFileSync(required('CHAINCODE_TLS_KEY_FILE')),
    cert: readFileSync(required('CHAINCODE_TLS_CERT_FILE')),
    clientCACerts: readFileSync(required('CHAINCODE_TLS_CLIENT_CACERT_FILE')),
  };
}

/**
 * fabric-shim logs what nobody caught, and goes on in a state that nobody knows. Nothing is lost by an end: a
 * transaction that was being simulated is endorsed again, and a supervisor starts the process.
 */
function endOnErrors(): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      console.error(`${event}: the process ends`, error);
      process.exit(1);
    });
  }
}

async function main(): Promise<void> {
  endOnErrors();
  quietDebug();
  learnAbilities();
  const server = Shim.server(new DirectChaincode(contracts), {
    ccid: required('CHAINCODE_ID'),
    address: required('CHAINCODE_SERVER_ADDRESS'),
    tlsProps: tls(),
  });
  await server.start();
  console.log(`chaincode ${required('CHAINCODE_ID')} listens on ${required('CHAINCODE_SERVER_ADDRESS')}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
