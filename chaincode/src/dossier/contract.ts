// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { breakGlass, consultDossier, consultDossierForCase } from './commands';

/** The contract for dossiers (案卷, 活档案): it records who looks at one, and changes nothing. */
export class DossierContract extends CommandContract {
  constructor() {
    super('dossier');
  }

  @Transaction()
  @Returns('string')
  async consult(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, consultDossier, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async consultForCase(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, consultDossierForCase, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async breakGlass(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, breakGlass, { jws, seed });
  }
}
