// SPDX-License-Identifier: Apache-2.0
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
import { liftCredit, recordCredit } from './credit-commands';

export const caseCommands = [
  openCase,
  addMaterials,
  answerCase,
  transitionCase,
  decideCase,
  deadlinePassed,
  deliverCase,
  accessCase,
  usePersonOfCase,
  caseContentArrived,
  recordCredit,
  liftCredit,
];
