// SPDX-License-Identifier: Apache-2.0
import { anchorHead } from './anchor';

export const logCommands = [anchorHead];
