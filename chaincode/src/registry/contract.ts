// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract, inTransaction } from '../command/contract';
import { registryCommands } from './all-commands';
import { foundOrganisation } from './found';
import { registerOfficer, revokeOfficer } from './officer-commands';
import { approve, propose } from './proposal-commands';

/** Who is who, and who may do what. */
export class RegistryContract extends CommandContract {
  constructor() {
    super('registry', registryCommands);
  }

  @Transaction()
  @Returns('string')
  async found(context: Context, jws: string): Promise<string> {
    return inTransaction(context, (transaction) => foundOrganisation(jws, transaction));
  }

  @Transaction()
  @Returns('string')
  async propose(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, propose.type, jws);
  }

  @Transaction()
  @Returns('string')
  async approve(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, approve.type, jws);
  }

  @Transaction()
  @Returns('string')
  async registerOfficer(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, registerOfficer.type, jws);
  }

  @Transaction()
  @Returns('string')
  async revokeOfficer(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, revokeOfficer.type, jws);
  }
}
