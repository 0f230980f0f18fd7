// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract, inTransaction } from '../command/contract';
import { nameKeeper } from './fonds-commands';
import { foundOrganisation } from './found';
import { registerOfficer, revokeOfficer } from './officer-commands';
import { approveProposal, proposeChange, withdrawProposal } from './proposal-commands';

/** The contract for the registry: organisations, departments, officers and their authority. */
export class RegistryContract extends CommandContract {
  constructor() {
    super('registry');
  }

  @Transaction()
  @Returns('string')
  async found(context: Context, jws: string, seed: string): Promise<string> {
    return inTransaction({ context, seed }, (transaction) => foundOrganisation(jws, transaction));
  }

  @Transaction()
  @Returns('string')
  async propose(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, proposeChange, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async approve(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, approveProposal, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async withdraw(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, withdrawProposal, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async registerOfficer(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, registerOfficer, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async revokeOfficer(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, revokeOfficer, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async nameKeeper(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, nameKeeper, { jws, seed });
  }
}
