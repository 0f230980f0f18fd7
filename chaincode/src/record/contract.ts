// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { accessionRecords } from './accession';
import { recordCommands } from './all-commands';
import { arrangeRecords } from './arrange';
import {
  accessRecord,
  amendRecord,
  annotateRecord,
  contentArrived,
  createRecord,
  fileRecord,
} from './commands';

/** Electronic records (电子档案). */
export class RecordContract extends CommandContract {
  constructor() {
    super('record', recordCommands);
  }

  @Transaction()
  @Returns('string')
  async create(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, createRecord.type, jws);
  }

  @Transaction()
  @Returns('string')
  async accession(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, accessionRecords.type, jws);
  }

  @Transaction()
  @Returns('string')
  async amend(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, amendRecord.type, jws);
  }

  @Transaction()
  @Returns('string')
  async annotate(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, annotateRecord.type, jws);
  }

  @Transaction()
  @Returns('string')
  async file(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, fileRecord.type, jws);
  }

  @Transaction()
  @Returns('string')
  async arrange(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, arrangeRecords.type, jws);
  }

  @Transaction()
  @Returns('string')
  async access(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, accessRecord.type, jws);
  }

  @Transaction()
  @Returns('string')
  async contentArrived(context: Context, jws: string): Promise<string> {
    return this.runCommand(context, contentArrived.type, jws);
  }
}
