// SPDX-License-Identifier: Apache-2.0
import { handOvers, records, sameDigest } from '@guidang/chaincode/model';
import type { ArchiveRecord, Content } from '@guidang/chaincode/model';
import { handOverRecord } from '@guidang/chaincode/commands';
import { sendContent, TransferError } from '../content';
import type { ContentStore } from '../content';
import type { EventEntry } from '../application/event/api';
import { find } from '../projection';
import type { Projection } from '../projection';
import { holdersOfRecord } from '../application/content/holders-of';
import type { ActingOptions, ContentTransfer } from './content-transfer';
import { silenceMs } from './content-transfer';
import { givenContents } from './given-contents';
import { heldAs } from './held-as';
import type { Reaction } from './reactor';

/**
 * Sends the contents of each record that the organisation files to the archives, so that losing one store loses
 * nothing. The archives are named on the ledger first: only who is named can say that a content arrived.
 */
export class SendContent implements Reaction {
  readonly name = 'hand-over';
  readonly type = 'record.filed';
  readonly #contentTransfer: ContentTransfer;
  readonly #store: ContentStore;
  readonly #acting: ActingOptions;
  /** By record, what has arrived while a further file is awaited: it is not sent again each time. */
  readonly #arrived = new Map<string, Set<string>>();

  constructor(contentTransfer: ContentTransfer, store: ContentStore, acting: ActingOptions) {
    this.#contentTransfer = contentTransfer;
    this.#store = store;
    this.#acting = acting;
  }

  /** Not by the officer: the record of a joint case is filed in the transaction in which another's part ends. */
  async wants({ subject }: EventEntry): Promise<boolean> {
    const record = await find(this.#acting.projection, records, subject.id);
    return record?.organisation === this.#contentTransfer.organisation;
  }

  async react(event: EventEntry, signal: AbortSignal): Promise<void> {
    const { to, peers, tls } = this.#contentTransfer;
    const { projection, contentHolders } = this.#acting;
    const record = await find(projection, records, event.subject.id);
    if (to === undefined || record === undefined) return;
    const holders = await holdersOfRecord(record, projection);
    const of = { kind: 'record', id: record.id } as const;
    const arrived = this.#arrived.get(record.id) ?? new Set();
    let isAwaited = false;
    for (const content of record.contents) {
      const digest = await heldAs(content, holders, { store: this.#store, contentHolders });
      if (digest === undefined) {
        isAwaited ||= await this.#isOnItsWay(content, record);
        continue;
      }
      if (arrived.has(digest.value)) continue;
      await this.#name(to.organisation, record.id);
      await sendContent({ store: this.#store, digest, of, peers, tls, to, silenceMs, signal });
      arrived.add(digest.value);
    }
    this.#arrived.delete(record.id);
    if (isAwaited) {
      this.#arrived.set(record.id, arrived);
      throw new TransferError(
        'transfer-unavailable',
        'the window of the joint case has not given a file yet',
      );
    }
  }

  /** Whether it was handed in at the window of a joint case, and is to be given to this department. */
  async #isOnItsWay({ digest }: Content, record: ArchiveRecord): Promise<boolean> {
    if (record.case === undefined) return false;
    const given = await givenContents(record.case, this.#acting.projection);
    return (given?.contents ?? []).some((content) => sameDigest(content.digest, digest));
  }

  /** Without an Idempotency-Key, under which a refusal would stay: the command itself has no second effect. */
  async #name(receiver: string, id: string): Promise<void> {
    const { projection, commands, systemOfficer } = this.#acting;
    if (await isHandedOver(projection, id, receiver)) return;
    const caller = await systemOfficer(this.#contentTransfer.organisation);
    await commands.run(caller, handOverRecord, { id, to: receiver }, { role: 'system' });
  }
}

export async function isHandedOver(projection: Projection, id: string, to: string): Promise<boolean> {
  return (await find(projection, handOvers, id))?.to.includes(to) ?? false;
}
