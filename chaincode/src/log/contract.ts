// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { acknowledgeFork } from './acknowledge';
import { anchorHead } from './anchor';

/** The contract for the transparency log's heads. */
export class LogContract extends CommandContract {
  constructor() {
    super('log');
  }

  @Transaction()
  @Returns('string')
  async anchor(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, anchorHead, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async acknowledgeFork(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, acknowledgeFork, { jws, seed });
  }
}
