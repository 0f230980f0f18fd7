// SPDX-License-Identifier: Apache-2.0
import { nameKeeper } from './fonds-commands';
import { registerOfficer, revokeOfficer } from './officer-commands';
import { approveProposal, proposeChange, withdrawProposal } from './proposal-commands';

export const registryCommands = [
  proposeChange,
  approveProposal,
  withdrawProposal,
  registerOfficer,
  revokeOfficer,
  nameKeeper,
];
