// SPDX-License-Identifier: Apache-2.0
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where `npm start` keeps everything: GUIDANG_DATA, else guidang in the user's data home (XDG). */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  const dataHome = environment['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share');
  return environment['GUIDANG_DATA'] ?? join(dataHome, 'guidang');
}
