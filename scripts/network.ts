// SPDX-License-Identifier: Apache-2.0
import { runNetworkCommand } from '@guidang/network';
import { applications } from './demo/applications';
import { messageOf } from './terminal-words';

runNetworkCommand(process.argv, applications).catch((error: unknown) => {
  console.error(`network: ${messageOf(error)}`);
  process.exitCode = 1;
});
