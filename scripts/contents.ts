// SPDX-License-Identifier: Apache-2.0
import { runContents } from './contents/command';
import { messageOf } from './terminal-words';

const exitNotDone = 2;

// LevelDB makes files even where it only reads, as the process's mask allows: other users are not to look in.
process.umask(0o077);

runContents().catch((error: unknown) => {
  console.error(messageOf(error));
  process.exitCode = exitNotDone;
});
