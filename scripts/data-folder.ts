// SPDX-License-Identifier: Apache-2.0
import { dataHome } from '@guidang/gateway/config/data-home';

/** The data folder of `npm start`: GUIDANG_DATA, else the user's data home. */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env): string {
  return environment['GUIDANG_DATA'] ?? dataHome(environment);
}
