// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { ERRORS } from '@tus/server';
import type { Lock, Locker, RequestRelease } from '@tus/server';

interface Holder {
  readonly release: RequestRelease;
  readonly freed: Promise<void>;
  readonly free: () => void;
}

/**
 * One request at a time for each upload. A client whose line broke comes back while its old request still waits for
 * bytes: that one is asked to make room. The library's own locks wait by asking over and over.
 */
export class UploadLocks implements Locker {
  readonly #holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    let own: Holder | undefined;
    return {
      lock: async (signal, release) => {
        for (let holder = this.#holders.get(id); holder !== undefined; holder = this.#holders.get(id)) {
          await holder.release();
          await freedOrAborted(holder, signal);
          // The library knows no others than these, which are no errors of JavaScript's.
          // eslint-disable-next-line @typescript-eslint/only-throw-error
          if (signal.aborted) throw ERRORS.ABORTED;
        }
        own = holderOf(release);
        this.#holders.set(id, own);
      },
      unlock: () => {
        this.#holders.delete(id);
        own?.free();
        return Promise.resolve();
      },
    };
  }
}

/** Leaves no listener behind: one request may wait for many others in turn. */
async function freedOrAborted({ freed }: Holder, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const waited = new AbortController();
  try {
    await Promise.race([freed, once(signal, 'abort', { signal: waited.signal })]);
  } finally {
    waited.abort();
  }
}

function holderOf(release: RequestRelease): Holder {
  let free = (): void => undefined;
  const freed = new Promise<void>((resolve) => {
    free = resolve;
  });
  return { release, freed, free };
}
