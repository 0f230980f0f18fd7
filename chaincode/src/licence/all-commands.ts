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
  setRestriction,
  liftRestriction,
];
