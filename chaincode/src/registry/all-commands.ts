// SPDX-License-Identifier: Apache-2.0
import { registerOfficer, revokeOfficer } from './officer-commands';
import { approve, propose } from './proposal-commands';

export const registryCommands = [propose, approve, registerOfficer, revokeOfficer];
