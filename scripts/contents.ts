// SPDX-License-Identifier: Apache-2.0
import { runContents } from './contents/command';

const exitNotDone = 2;

runContents().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitNotDone;
});
