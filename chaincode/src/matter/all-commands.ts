// SPDX-License-Identifier: Apache-2.0
import { publish } from './commands';

export const matterCommands = [publish];
