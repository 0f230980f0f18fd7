// SPDX-License-Identifier: Apache-2.0
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

export const licenceCommands = [
  issueLicence,
  registerLicence,
  renewLicence,
  suspendLicence,
  resumeLicence,
  revokeLicence,
  cancelLicence,
  expireLicence,
  supersedeLicence,
  addRendition,
  numberLicence,
  useLicence,
  usePersonOfLicence,
  setRestriction,
  liftRestriction,
];
