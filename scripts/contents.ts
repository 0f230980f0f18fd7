// SPDX-License-Identifier: Apache-2.0
import { runContents } from './contents/command';

const exitNotDone = 2;

// LevelDB makes files even where it only reads, as the process's mask allows: other users are not to look in.
process.umask(0o077);

runContents().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = exitNotDone;
});
