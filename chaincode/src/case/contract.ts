// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import {
  accessCase,
  addMaterials,
  answerCase,
  caseContentArrived,
  deadlinePassed,
  decideCase,
  deliverCase,
  openCase,
  transitionCase,
  usePersonOfCase,
} from './commands';

/** The contract for cases (办件), which complete and archive themselves. */
export class CaseContract extends CommandContract {
  constructor() {
    super('case');
  }

  @Transaction()
  @Returns('string')
  async open(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, openCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async addMaterials(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, addMaterials, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async answer(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, answerCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async transition(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, transitionCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async decide(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, decideCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async deadlinePassed(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, deadlinePassed, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async deliver(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, deliverCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async access(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, accessCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async contentArrived(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, caseContentArrived, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async usePerson(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, usePersonOfCase, { jws, seed });
  }
}
