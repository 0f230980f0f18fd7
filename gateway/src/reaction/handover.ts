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

/** How contents travel between organisations' gateways. */
export interface ContentHandover {
  readonly organisation: string;
  readonly peers: TransferPeers;
  readonly tls: { readonly key: string; readonly certificate: string };
  /** Where this gateway takes contents. */
  readonly listenUrl?: URL;
  /** Where it hands what it files; absent at the archives themselves. */
  readonly to?: { readonly organisation: string; readonly url: URL };
}

export const transferMs = 10 * 60_000;
const recordsPerContentMax = 100;

/** Hands the contents of each record that the organisation files to the archives: one lost store loses nothing. */
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
      // A content that was registered by its digest alone rests elsewhere, and is not ours to hand over.
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
 * Makes the arrival of a content an event of the records that it belongs to.
 * @throws {Error} when no record here has the content yet: the sender tries again until the block is here too.
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
