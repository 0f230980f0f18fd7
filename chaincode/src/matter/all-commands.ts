// SPDX-License-Identifier: Apache-2.0
import { publishMatter } from './commands';

export const matterCommands = [publishMatter];
