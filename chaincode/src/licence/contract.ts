// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { licenceCommands } from './all-commands';
import {
  addRendition,
  cancel,
  expire,
  issue,
  register,
  resume,
  revoke,
  supersede,
  suspend,
  use,
} from './commands';
import { liftRestriction, setRestriction } from './restriction-commands';

/** E-licences (电子证照) and what restricts them. */
export class LicenceContract extends CommandContract {
  constructor() {
    super('licence', licenceCommands);
  }

  @Transaction()
  @Returns('string')
  async issue(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, issue.type, jws);
  }

  @Transaction()
  @Returns('string')
  async register(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, register.type, jws);
  }

  @Transaction()
  @Returns('string')
  async suspend(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, suspend.type, jws);
  }

  @Transaction()
  @Returns('string')
  async resume(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, resume.type, jws);
  }

  @Transaction()
  @Returns('string')
  async revoke(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, revoke.type, jws);
  }

  @Transaction()
  @Returns('string')
  async cancel(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, cancel.type, jws);
  }

  @Transaction()
  @Returns('string')
  async expire(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, expire.type, jws);
  }

  @Transaction()
  @Returns('string')
  async supersede(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, supersede.type, jws);
  }

  @Transaction()
  @Returns('string')
  async addRendition(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, addRendition.type, jws);
  }

  @Transaction()
  @Returns('string')
  async use(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, use.type, jws);
  }

  @Transaction()
  @Returns('string')
  async setRestriction(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, setRestriction.type, jws);
  }

  @Transaction()
  @Returns('string')
  async liftRestriction(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, liftRestriction.type, jws);
  }
}
