// SPDX-License-Identifier: Apache-2.0
import { pause } from './back-off';

/** What work comes to; `undefined` when that takes longer, and then it goes on by itself. */
export async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | undefined> {
  const done = new AbortController();
  const ended = work.finally(() => {
    done.abort();
  });
  return Promise.race([ended, pause(milliseconds, done.signal).then(() => undefined)]);
}
