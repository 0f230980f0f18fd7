// SPDX-License-Identifier: Apache-2.0
import { JSONSerializer } from 'fabric-contract-api';
import type { Contract } from 'fabric-contract-api';
import { Shim } from 'fabric-shim';
import type { ChaincodeResponse, ChaincodeStub } from 'fabric-shim';
import ChaincodeFromContract from 'fabric-shim/lib/contract-spi/chaincodefromcontract.js';
import { Refusal } from './ledger/refusal';

/**
 * Dispatches to contracts without overhead of fabric-contract-api 2.5.8 that this chaincode does not need: for each
 * call the library parses the caller's certificate, compiles a JSON schema per parameter, and formats parameters and
 * result for a log that is off (together half a millisecond, more for long values). Only transactions whose parameters
 * are all strings, which ours are, take this path; everything else, faults included, is left to the library.
 */
export class DirectChaincode extends ChaincodeFromContract {
  readonly #transactions: ReadonlyMap<string, DirectTransaction>;

  constructor(contracts: readonly (new () => Contract)[]) {
    super([...contracts], {
      transaction: 'jsonSerializer',
      serializers: { jsonSerializer: JSONSerializer },
    });
    this.#transactions = new Map(this.#ofStringsOnly());
  }

  override async invokeFunctionality(stub: ChaincodeStub): Promise<ChaincodeResponse> {
    const [name = '', ...parameters] = (stub as TransactionStub)
      .getBufferArgs()
      .map((bytes) => bytes.toString());
    const transaction = this.#transactions.get(name);
    if (transaction?.parameters !== parameters.length) return super.invokeFunctionality(stub);
    const { contract, run } = transaction;
    const context = contract.createContext();
    context.stub = stub;
    try {
      await contract.beforeTransaction(context);
      const running: Promise<unknown> = contract.aroundTransaction(context, run, parameters);
      const result = await running;
      await contract.afterTransaction(context, result);
      return Shim.success(Buffer.from(String(result), 'utf8'));
    } catch (error) {
      // A refusal is an expected answer; anything else is a fault that an operator should see.
      if (!(error instanceof Error && error.cause instanceof Refusal)) console.error(error);
      return Shim.error(error instanceof Error ? error.message : String(error));
    }
  }

  *#ofStringsOnly(): Generator<[string, DirectTransaction]> {
    for (const [name, { transactions }] of Object.entries(this.metadata.contracts)) {
      const contract = this.contractImplementations[name]?.contractInstance;
      for (const { name: method, parameters, returns } of transactions) {
        const strings = [...(parameters ?? []), { schema: returns }].every(
          ({ schema }) => schema?.type === 'string',
        );
        if (contract === undefined || parameters === undefined || !strings) continue;
        // The library's types declare the method name as a function.
        const run = method as unknown as DirectTransaction['run'];
        yield [`${name}:${method}`, { contract, run, parameters: parameters.length }];
      }
    }
  }
}

interface DirectTransaction {
  readonly contract: Contract;
  readonly run: Parameters<Contract['aroundTransaction']>[1];
  /** Number of parameters. */
  readonly parameters: number;
}

/** Missing from the library's types. */
type TransactionStub = ChaincodeStub & { getBufferArgs(): Buffer[] };
