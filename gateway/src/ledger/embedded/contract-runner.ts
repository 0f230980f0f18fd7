// SPDX-License-Identifier: Apache-2.0
import type { ContractRunner } from '@guidang/chaincode/simulator';
import type { ChaincodeStub } from 'fabric-shim';
import { LedgerError } from '../ledger-error';
import { restoreCrashes } from './restore-crashes';

restoreCrashes();

/**
 * Runs a transaction and returns its result.
 *
 * @throws LedgerError `contract-refused`, with the contract error's own message
 */
export async function runContract(runner: ContractRunner, stub: ChaincodeStub): Promise<string> {
  const answer = await runner.run(stub);
  if ('result' in answer) return answer.result;
  const { failure } = answer;
  throw new LedgerError('contract-refused', failure, { retry: 'none', transactionId: stub.getTxID() });
}
