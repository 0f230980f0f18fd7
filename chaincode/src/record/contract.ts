// SPDX-License-Identifier: Apache-2.0
import { Context, Returns, Transaction } from 'fabric-contract-api';
import { CommandContract } from '../command/contract';
import { accessionRecords } from './accession';
import { arrangeRecords } from './arrange';
import {
  accessRecord,
  amendRecord,
  annotateRecord,
  contentArrived,
  createRecord,
  fileRecord,
  handOverRecord,
  reportFinding,
  usePersonOfRecord,
} from './commands';
import { declareSearch } from './search';

/** The contract for electronic records (电子档案). */
export class RecordContract extends CommandContract {
  constructor() {
    super('record');
  }

  @Transaction()
  @Returns('string')
  async create(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, createRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async accession(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, accessionRecords, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async amend(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, amendRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async annotate(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, annotateRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async reportFinding(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, reportFinding, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async handOver(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, handOverRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async file(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, fileRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async arrange(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, arrangeRecords, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async access(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, accessRecord, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async contentArrived(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, contentArrived, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async search(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, declareSearch, { jws, seed });
  }

  @Transaction()
  @Returns('string')
  async usePerson(context: Context, jws: string, seed: string): Promise<string> {
    return this.runCommand(context, usePersonOfRecord, { jws, seed });
  }
}
