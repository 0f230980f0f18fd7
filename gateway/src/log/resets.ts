// SPDX-License-Identifier: Apache-2.0
import type { LogHead, LogResetChange, TreeHead } from '@guidang/chaincode/model';
import { emptyRoot } from '../merkle/hashing';
import { anchoredHead, headBefore, isSetAside, resetsOf } from '../projection';
import type { Projection } from '../projection';
import { otherHead } from './anchored-check';
import { LogError } from './log-error';
import type { OwnTree } from './own-tree';

/** What a gateway can tell of resets of the log: which one its own tree asks for, and where the log goes on from. */
export class Resets {
  readonly #projection: Projection;
  readonly #tree: Pick<OwnTree, 'head' | 'size'>;

  constructor(projection: Projection, tree: Pick<OwnTree, 'head' | 'size'>) {
    this.#projection = projection;
    this.#tree = tree;
  }

  /** The change to propose where the newest anchored heads are none of the own tree; `undefined` where they are. */
  async suggested(): Promise<LogResetChange | undefined> {
    let setAside: LogHead | undefined;
    let head: LogHead | undefined = await this.#before({ size: Infinity });
    while (head !== undefined && !(await this.#isOwn(head))) {
      setAside = head;
      head = await this.#before(head);
    }
    return setAside && { setAside: bare(setAside), goOnFrom: bare(head) };
  }

  /**
   * Refuses a reset unless it sets aside an anchored head that is none of the own tree, and goes on from the last one
   * before it, which is: what is signed here for others to rely on, this gateway must have seen.
   * @throws {LogError} `checkpoint-inconsistent`.
   */
  async demandFounded({ setAside, goOnFrom }: LogResetChange): Promise<void> {
    const anchored = await anchoredHead(this.#projection, setAside);
    if (anchored === undefined || (await this.#isOwn(setAside))) {
      throw unfounded('the head to set aside was not anchored, or is one of this log');
    }
    const before = await this.#before(setAside);
    const { size, root } = bare(before);
    if (size !== goOnFrom.size || root !== goOnFrom.root) {
      throw unfounded(`the head anchored before it is that of ${size} leaves, with the root ${root}`);
    }
    if (before !== undefined && !(await this.#isOwn(before))) {
      throw unfounded('the head to go on from is none of this log either');
    }
  }

  /**
   * The head that the log goes on from, for a gateway that has vouched for one which a majority has set aside since.
   * @returns `undefined` while the head stands.
   */
  async insteadOf(head: Pick<LogHead, 'size' | 'root' | 'resets'>): Promise<TreeHead | undefined> {
    const decided = await resetsOf(this.#projection);
    if (!isSetAside(head, decided) || (await this.#isOwn(head))) return undefined;
    return decided.at(-1)?.goOnFrom;
  }

  /** How often the log was reset. */
  async count(): Promise<number> {
    return (await resetsOf(this.#projection)).length;
  }

  #before({ size }: Pick<TreeHead, 'size'>): Promise<LogHead | undefined> {
    return headBefore(this.#projection, size);
  }

  async #isOwn(head: TreeHead): Promise<boolean> {
    return (await otherHead(head, this.#tree)) === undefined;
  }
}

function bare(head: LogHead | undefined): TreeHead {
  if (head === undefined) return { size: 0, root: Buffer.from(emptyRoot).toString('base64') };
  return { size: head.size, root: head.root };
}

function unfounded(detail: string): LogError {
  return new LogError('checkpoint-inconsistent', detail);
}
