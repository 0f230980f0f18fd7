// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import {
  addRendition,
  cancelLicence,
  expireLicence,
  issueLicence,
  registerLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
} from './commands';
import { liftRestriction, setRestriction } from './restriction-commands';

/** The contract for e-licences (电子证照) and their restrictions. */
export class LicenceContract extends CommandContract {
  constructor() {
    super('licence');
  }

  @Transaction()
  @Returns('string')
  async issue(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, issueLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async register(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, registerLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async suspend(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, suspendLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async resume(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, resumeLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async revoke(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, revokeLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async cancel(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, cancelLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async expire(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, expireLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async supersede(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, supersedeLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async addRendition(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, addRendition, jws);
  }

  @Transaction()
  @Returns('string')
  async use(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, useLicence, jws);
  }

  @Transaction()
  @Returns('string')
  async setRestriction(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, setRestriction, jws);
  }

  @Transaction()
  @Returns('string')
  async liftRestriction(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, liftRestriction, jws);
  }
}
