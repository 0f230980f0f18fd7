// SPDX-License-Identifier: Apache-2.0
import { runFaults } from './faults/command';

const exitNotTried = 2;

runFaults().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitNotTried;
});
