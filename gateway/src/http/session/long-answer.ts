// SPDX-License-Identifier: Apache-2.0
import { Readable } from 'node:stream';

/** How often the sign-in of a long answer is looked at again: of one that has ended, nobody reads on for longer. */
export const signInRecheckMs = 1_000;

/** Passes an answer on while its reader is signed in: a token may end, or an officer be revoked, during a download. */
export function whileSignedIn(source: Readable, recheck: () => Promise<unknown>): Readable {
  async function* checked(): AsyncGenerator {
    let checkedAtMs = Date.now();
    for await (const part of source) {
      if (Date.now() - checkedAtMs >= signInRecheckMs) {
        await recheck();
        checkedAtMs = Date.now();
      }
      yield part;
    }
  }
  return Readable.from(checked(), { objectMode: false });
}
