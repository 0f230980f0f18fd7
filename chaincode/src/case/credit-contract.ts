// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { liftCredit, recordCredit } from './credit-commands';

/** The contract for entries on the credit of those who have promised (信用记录). */
export class CreditContract extends CommandContract {
  constructor() {
    super('credit');
  }

  @Transaction()
  @Returns('string')
  async record(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, recordCredit, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async lift(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, liftCredit, { jws, seed });
  }
}
