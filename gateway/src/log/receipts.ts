// SPDX-License-Identifier: Apache-2.0
import { eventSchema, Refusal } from '@guidang/chaincode/model';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { z } from 'zod';
import { findEvent, headIsSetAside } from '../projection';
import type { AnchoredHead, Projection, StoredEvent } from '../projection';
import { hashLeaf } from '../merkle/hashing';
import { openedLeafOf } from '../merkle/leaf';
import { LogError } from './log-error';
import { readOpenedLeaf } from './opened-leaf';
import type { OwnTree } from './own-tree';
import { rootByInclusion } from '../merkle/proof';
import { hasQuorum, readHead } from './read-head';
import { readReceipt } from './receipt';
import type { Receipt } from './receipt';
import type { RegisteredKeys } from './registered-keys';
import type { LogTree } from '../merkle/tree';

interface ReceiptsOptions {
  readonly projection: Projection;
  readonly merkle: LogTree;
  readonly tree: OwnTree;
  readonly registered: RegisteredKeys;
}

/** A newer chaincode may add members to an event; the known ones suffice to identify its subject. */
const knownEvent = z.looseObject(eventSchema.shape);

/** What a receipt proves, or why it proves nothing here. */
export type CheckedReceipt =
  { readonly event: ProvenanceEvent } | { readonly fault: 'other-log' | 'unproven' };

const unproven: CheckedReceipt = { fault: 'unproven' };

/** Issues receipts of events, and verifies receipts presented by others. */
export class Receipts {
  readonly #options: ReceiptsOptions;

  constructor(options: ReceiptsOptions) {
    this.#options = options;
  }

  /**
   * The receipt of an event under the newest head.
   * @returns `pending` while no head covers it; `undefined` if there is no such event.
   */
  async of(eventId: string): Promise<Receipt | 'pending' | undefined> {
    const { projection } = this.#options;
    const stored = await findEvent(projection, eventId);
    if (stored === undefined) return undefined;
    const { head } = projection;
    return head === undefined || stored.sequence >= head.size ? 'pending' : this.under(head, stored);
  }

  /**
   * The receipt of an event under a given head.
   * @throws {RangeError} when the head does not cover it.
   */
  async under(
    { size, checkpoint }: Pick<AnchoredHead, 'size' | 'checkpoint'>,
    stored: StoredEvent,
  ): Promise<Receipt> {
    const index = stored.sequence;
    const proof = await this.#options.merkle.inclusionProof(index, size);
    return { index, leaf: openedLeafOf(stored), proof, checkpoint };
  }

  /**
   * Verifies a receipt against the registered keys and this gateway's own tree.
   * @returns the proven event, or why it proves none: its head is of another log, or something of it does not hold.
   * @throws {LogError} `receipt-malformed`; `head-set-aside`, which is no fork: people have judged it.
   */
  async check(text: string): Promise<CheckedReceipt> {
    const receipt = readReceipt(text);
    if (this.#isOfOtherLog(receipt)) return { fault: 'other-log' };
    const head = await this.#signedHead(receipt.checkpoint);
    const opened = readOpenedLeaf(receipt.leaf);
    if (head === undefined || opened === undefined) return unproven;
    const { size, root } = head;
    const leaf = hashLeaf(opened.leaf);
    const proven = rootByInclusion(leaf, { index: receipt.index, size, proof: receipt.proof });
    if (proven === undefined || !root.equals(proven)) return unproven;
    // Even a quorum's signature proves nothing about leaves that our own peer does not have.
    const ours = await this.#options.tree.head(size);
    if (ours?.root.equals(root) === true) return eventIn(opened.event);
    if (await headIsSetAside(this.#options.projection, { size, root: root.toString('base64') })) {
      throw new LogError(
        'head-set-aside',
        'a majority of the organisations has set the head of the receipt aside',
      );
    }
    return unproven;
  }

  /** By the first line of its head: of which log the others are, only its own keys can tell. */
  #isOfOtherLog({ checkpoint }: Receipt): boolean {
    const [origin] = checkpoint.split('\n', 1);
    return origin !== this.#options.tree.origin;
  }

  /** The head, if it is signed by a quorum for its size. */
  async #signedHead(note: string): Promise<{ size: number; root: Buffer } | undefined> {
    const { tree, registered } = this.#options;
    try {
      const { size } = readHead(note, tree.origin, []).checkpoint;
      const keys = await registered.countingFor(size);
      const head = readHead(note, tree.origin, keys);
      return head.checkpoint.origin === tree.origin && hasQuorum(head, keys) ? head.checkpoint : undefined;
    } catch (error) {
      if (error instanceof Refusal) return undefined;
      throw error;
    }
  }
}

function eventIn(value: unknown): CheckedReceipt {
  const { data: event } = knownEvent.safeParse(value);
  return event === undefined ? unproven : { event };
}
