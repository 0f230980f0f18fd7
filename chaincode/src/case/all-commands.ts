// SPDX-License-Identifier: Apache-2.0
import {
  accessCase,
  addMaterials,
  deadlinePassed,
  decideCase,
  deliverCase,
  openCase,
  transitionCase,
  usePersonOfCase,
} from './commands';

export const caseCommands = [
  openCase,
  addMaterials,
  transitionCase,
  decideCase,
  deadlinePassed,
  deliverCase,
  accessCase,
  usePersonOfCase,
];
