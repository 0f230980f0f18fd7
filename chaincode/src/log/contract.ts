// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { logCommands } from './all-commands';
import { anchor } from './anchor';

/** The transparency log's heads. */
export class LogContract extends CommandContract {
  constructor() {
    super('log', logCommands);
  }

  @Transaction()
  @Returns('string')
  async anchor(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, anchor.type, jws);
  }
}
