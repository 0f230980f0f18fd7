// SPDX-License-Identifier: Apache-2.0
import type { LogHead } from '@guidang/chaincode/model';
import { optional } from '../../common/optional';
import type { RegisteredKeys } from '../../log/registered-keys';
import { readHead } from '../../log/read-head';
import { firstHeadAfter } from '../../projection';
import type { AnchoredHead, Projection } from '../../projection';

/** A head that is, or was, anchored. */
export type PastHead = Pick<LogHead, 'size' | 'root' | 'checkpoint'>;

interface HeadTimes {
  /** Seconds since 1970. */
  readonly earliest: number;
  readonly latest: number;
}

/** The anchored heads by cosigning time, the only times in the log that a quorum has signed. */
export class DatedHeads {
  readonly #origin: string;
  readonly #projection: Projection;
  readonly #keys: RegisteredKeys;

  constructor(origin: string, projection: Projection, registered: RegisteredKeys) {
    this.#origin = origin;
    this.#projection = projection;
    this.#keys = registered;
  }

  get newest(): AnchoredHead | undefined {
    return this.#projection.head;
  }

  /** The last head whose cosignatures are all no later than a moment; `undefined` if there was none. */
  async lastUntil(momentMs: number): Promise<PastHead | undefined> {
    return (await this.#around(({ latest }) => latest * 1000 <= momentMs)).before;
  }

  /** The first head whose cosignatures are all no earlier than a moment; `undefined` if there is none yet. */
  async firstFrom(momentMs: number): Promise<PastHead | undefined> {
    return (await this.#around(({ earliest }) => earliest * 1000 < momentMs)).after;
  }

  /**
   * Finds the last head that satisfies a condition and the first that does not. The condition must be monotonic: larger
   * heads are cosigned later. Binary search, since a day may have tens of thousands of heads.
   */
  async #around(
    holds: (times: HeadTimes) => boolean,
  ): Promise<{ readonly before?: PastHead; readonly after?: PastHead }> {
    let [before, after]: (PastHead | undefined)[] = [];
    let low = 0;
    let high = this.newest?.size ?? 0;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const head = await firstHeadAfter(this.#projection, middle);
      if (head === undefined) break;
      if (holds(await this.#timesOf(head))) {
        before = head;
        low = head.size;
      } else {
        after = head;
        high = middle;
      }
    }
    return optional({ before, after });
  }

  async #timesOf({ checkpoint, size }: PastHead): Promise<HeadTimes> {
    const { signatures } = readHead(checkpoint, this.#origin, await this.#keys.countingFor(size));
    const times = signatures.flatMap(({ time }) => time ?? []);
    return { earliest: Math.min(...times), latest: Math.max(...times) };
  }
}
