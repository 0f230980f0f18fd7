// SPDX-License-Identifier: Apache-2.0
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

export const recordCommands = [
  createRecord,
  accessionRecords,
  amendRecord,
  annotateRecord,
  reportFinding,
  fileRecord,
  handOverRecord,
  arrangeRecords,
  accessRecord,
  usePersonOfRecord,
  contentArrived,
  declareSearch,
];
