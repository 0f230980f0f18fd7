// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { publishMatter } from './commands';

/** The contract for definitions of service matters (政务服务事项). */
export class MatterContract extends CommandContract {
  constructor() {
    super('matter');
  }

  @Transaction()
  @Returns('string')
  async publish(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, publishMatter, { jws, seed });
  }
}
