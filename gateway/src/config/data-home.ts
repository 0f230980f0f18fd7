// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where this user's data are kept, unless something names another place (XDG Base Directory Specification). */
export function dataHome({ XDG_DATA_HOME }: NodeJS.ProcessEnv = process.env): string {
  return join(XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'guidang');
}
