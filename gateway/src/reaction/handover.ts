// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import { contentArrived } from '@guidang/chaincode/commands';
import { contentDigest, sendContent } from '../content';
import type { ContentDigest, ContentStore, TransferPeers } from '../content';
import type { EventEntry } from '../application/event/api';
import { find, list, modules } from '../projection';
import type { Projection } from '../projection';
import type { SigningCommandService } from '../application/command/service';
import type { Caller } from '../application/caller';
import type { Reaction } from './reactor';

/** How contents are transferred between organisations' gateways. */
export interface ContentHandover {
  readonly organisation: string;
  readonly peers: TransferPeers;
  readonly tls: { readonly key: string; readonly certificate: string };
  /** The server that receives contents. */
  readonly listenUrl?: URL;
  /** Where filed contents are sent; absent at the archives themselves. */
  readonly to?: { readonly organisation: string; readonly url: URL };
}

export const transferMs = 10 * 60_000;
const recordsPerContentMax = 100;

/**
 * Sends the contents of each record that the organisation files to the archives, so that losing one store loses
 * nothing.
 */
export class HandOver implements Reaction {
  readonly name = 'hand-over';
  readonly type = 'record.filed';
  readonly #handover: ContentHandover;
  readonly #store: ContentStore;
  readonly #projection: Projection;

  constructor(handover: ContentHandover, store: ContentStore, projection: Projection) {
    this.#handover = handover;
    this.#store = store;
    this.#projection = projection;
  }

  wants({ officer }: EventEntry): boolean {
    return officer.organisation === this.#handover.organisation;
  }

  async react(event: EventEntry): Promise<void> {
    const { to, peers, tls } = this.#handover;
    const record = await find(this.#projection, records, event.subject.id);
    if (to === undefined || record === undefined) return;
    for (const content of record.contents) {
      const digest = contentDigest(content.digest.value);
      // Content registered by its digest alone is stored elsewhere, and not ours to send.
      if (!(await this.#store.has(digest))) continue;
      await sendContent({ store: this.#store, digest, peers, tls, to, deadlineMs: transferMs });
    }
  }
}

export interface ArrivalOptions {
  readonly organisation: string;
  readonly projection: Projection;
  readonly commands: SigningCommandService;
  readonly systemOfficer: (organisation: string) => Promise<Caller>;
}

/**
 * Records the arrival of a content as an event of the records that it belongs to.
 * @throws {Error} if no record here has the content yet: the sender retries until the block has arrived here too.
 */
export async function recordArrival(digest: ContentDigest, options: ArrivalOptions): Promise<void> {
  const { projection, commands, systemOfficer, organisation } = options;
  const found = await list(projection, {
    index: modules.record.indexes.content.by(digest),
    limit: recordsPerContentMax,
  });
  if (found.items.length === 0) throw new Error('a content arrived before the record that it belongs to');
  const caller = await systemOfficer(organisation);
  for (const { id } of found.items) {
    await commands.run(
      caller,
      contentArrived,
      { id, digests: [digest] },
      { role: 'system', idempotencyKey: `arrival/${id}/${digest.value}` },
    );
  }
}
