// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import {
  addRendition,
  cancelLicence,
  expireLicence,
  issueLicence,
  numberLicence,
  registerLicence,
  renewLicence,
  resumeLicence,
  revokeLicence,
  supersedeLicence,
  suspendLicence,
  useLicence,
  usePersonOfLicence,
} from './commands';
import { liftRestriction, setRestriction } from './restriction-commands';

/** The contract for e-licences (电子证照) and their restrictions. */
export class LicenceContract extends CommandContract {
  constructor() {
    super('licence');
  }

  @Transaction()
  @Returns('string')
  async issue(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, issueLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async register(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, registerLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async suspend(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, suspendLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async resume(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, resumeLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async revoke(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, revokeLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async cancel(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, cancelLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async expire(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, expireLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async renew(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, renewLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async supersede(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, supersedeLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async addRendition(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, addRendition, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async number(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, numberLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async use(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, useLicence, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async setRestriction(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, setRestriction, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async liftRestriction(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, liftRestriction, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async usePerson(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, usePersonOfLicence, { jws, seed });
  }
}
