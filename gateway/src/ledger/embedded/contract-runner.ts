// SPDX-License-Identifier: Apache-2.0
import { JSONSerializer } from 'fabric-contract-api';
import type { Contract } from 'fabric-contract-api';
import { getLogger } from 'fabric-contract-api/lib/logger.js';
import { Shim } from 'fabric-shim';
import type { ChaincodeStub } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { LedgerError } from '../ledger-error';
import { restoreCrashes } from './restore-crashes';

restoreCrashes();

export type ContractClass = new () => Contract;

/** Silences the libraries, which log each refusal as an error and format unread debug lines (a third of their time). */
const noisyLoggers = [
  './lib/contract.js',
  'contracts-spi/chaincodefromcontract.js',
  'contracts-spi/datamarshall.js',
  'lib/chaincode.js',
  'lib/stub.js',
];
const okStatus = 200;

/** Runs transactions through the same dispatcher as fabric-shim's chaincode server. */
export class ContractRunner {
  readonly #chaincode: ChaincodeFromContract;

  constructor(contracts: readonly ContractClass[]) {
    for (const name of noisyLoggers) {
      getLogger(name).silent = true;
      Shim.newLogger(name).silent = true;
    }
    this.#chaincode = new ChaincodeFromContract([...contracts], {
      transaction: 'jsonSerializer',
      serializers: { jsonSerializer: JSONSerializer },
    });
  }

  /**
   * Runs a transaction and returns its result.
   *
   * @throws LedgerError `contract-refused`, with the contract error's own message
   */
  async run(stub: ChaincodeStub): Promise<string> {
    const response = await this.#chaincode.Invoke(stub);
    if (response.status !== okStatus) {
      const message = response.message ?? '';
      throw new LedgerError('contract-refused', message, { retry: 'none', transactionId: stub.getTxID() });
    }
    return Buffer.from(response.payload ?? '').toString();
  }
}
