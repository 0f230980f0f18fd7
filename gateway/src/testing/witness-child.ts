// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { openMember } from './log-members';

/**
 * Answers one cosigning request, read from standard input, as the gateway of `west` whose stores are in the folder of
 * the first argument. It is killed once the cosigned head is on disk, before anyone receives the answer.
 */
async function main([, , folder = '']: readonly string[]): Promise<void> {
  const { log, store } = await openMember(folder, 'west');
  const batch = store.batch.bind(store) as (...parts: unknown[]) => Promise<void>;
  Object.assign(store, {
    batch: async (...parts: unknown[]): Promise<void> => {
      await batch(...parts);
      process.kill(process.pid, 'SIGKILL');
    },
  });
  const answer = await log.service.addCheckpoint(readFileSync(0));
  console.log(JSON.stringify(answer));
}

void main(process.argv);
