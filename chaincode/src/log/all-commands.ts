// SPDX-License-Identifier: Apache-2.0
import { acknowledgeFork } from './acknowledge';
import { anchorHead } from './anchor';

export const logCommands = [anchorHead, acknowledgeFork];
