// SPDX-License-Identifier: Apache-2.0
import { runNetworkCommand } from '@guidang/network';
import { applications } from './demo/applications';

runNetworkCommand(process.argv, applications).catch((error: unknown) => {
  console.error(`network: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
