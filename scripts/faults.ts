// SPDX-License-Identifier: Apache-2.0
import { runFaults } from './faults/command';
import { messageOf } from './terminal-words';

const exitNotTried = 2;

runFaults().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitNotTried;
});
