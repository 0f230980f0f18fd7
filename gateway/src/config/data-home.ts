// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';

/** The default folder for a user's data (XDG Base Directory Specification). */
export function dataHome({ XDG_DATA_HOME }: NodeJS.ProcessEnv = process.env): string {
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'guidang');
}
