// SPDX-License-Identifier: Apache-2.0
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

export const licenceCommands = [
  issue,
  register,
  suspend,
  resume,
  revoke,
  cancel,
  expire,
  supersede,
  addRendition,
  use,
  setRestriction,
  liftRestriction,
];
