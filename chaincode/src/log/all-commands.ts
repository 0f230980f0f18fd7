// SPDX-License-Identifier: Apache-2.0
import { anchor } from './anchor';

export const logCommands = [anchor];
