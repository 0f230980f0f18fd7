// SPDX-License-Identifier: Apache-2.0
import { JSONSerializer } from 'fabric-contract-api';
import type { Contract } from 'fabric-contract-api';
import { getLogger } from 'fabric-contract-api/lib/logger.js';
import { Shim } from 'fabric-shim';
import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';

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

/** What dispatches a call to its contract: fabric-shim's own wrapper, or one that does as it does. */
export interface ContractDispatcher {
  Invoke(stub: ChaincodeStub): Promise<ChaincodeResponse>;
}

/** What a transaction answered: its result, or the message of the contract's error. */
export type ContractAnswer = { readonly result: string } | { readonly failure: string };

/** Runs transactions through the same dispatcher as fabric-shim's chaincode server. */
export class ContractRunner {
  readonly #chaincode: ContractDispatcher;

  /** @param contracts whose dispatcher is made, or a dispatcher. */
  constructor(contracts: readonly ContractClass[] | ContractDispatcher) {
    silence();
    this.#chaincode =
      'Invoke' in contracts
        ? contracts
        : new ChaincodeFromContract([...contracts], {
            transaction: 'jsonSerializer',
            serializers: { jsonSerializer: JSONSerializer },
          });
  }

  async run(stub: ChaincodeStub): Promise<ContractAnswer> {
    const { status, message, payload }: ChaincodeResponse = await this.#chaincode.Invoke(stub);
    if (status !== okStatus) return { failure: message ?? '' };
    return { result: Buffer.from(payload ?? '').toString() };
  }
}

function silence(): void {
  for (const name of noisyLoggers) {
    getLogger(name).silent = true;
    Shim.newLogger(name).silent = true;
  }
}
