// SPDX-License-Identifier: Apache-2.0
import type { Server } from 'node:https';
import { records } from '@guidang/chaincode/model';
import {
  contentDigest,
  createTransferServer,
  sendContent,
  type Arrival,
  type ContentStore,
  type TransferPeers,
} from '../content';
import type { EventEntry } from '../application/event/api';
import { find, list, modules, type Projection } from '../projection';
import type { CommandService } from '../application/command/service';
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

const transferMs = 10 * 60_000;
const transfersMax = 16;
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
      await sendContent({ store: this.#store, digest, peers, tls, to, deadlineMilliseconds: transferMs });
    }
  }
}

export interface ReceiveOptions {
  readonly handover: ContentHandover;
  readonly store: ContentStore;
  readonly projection: Projection;
  readonly commands: CommandService;
  readonly systemOfficer: (organisation: string) => Promise<Caller>;
  readonly contentBytesMax: number;
  readonly onFailure: (error: unknown) => void;
}

/** The server that takes contents from the other organisations; each arrival is an event of the records it belongs to. */
export function receiveContents(options: ReceiveOptions): Server {
  const { handover, store, contentBytesMax, onFailure } = options;
  return createTransferServer({
    store,
    peers: handover.peers,
    tls: handover.tls,
    sizeBytesMax: contentBytesMax,
    transfersMax,
    deadlineMilliseconds: transferMs,
    onArrival: (arrival) => recordArrival(arrival, options),
    onFailure,
  });
}

/** @throws {Error} when no record here has the content yet: the sender tries again until the block is here too. */
async function recordArrival({ content }: Arrival, options: ReceiveOptions): Promise<void> {
  const { projection, commands, systemOfficer, handover } = options;
  const { digest } = content;
  const found = await list(projection, {
    index: modules.record.indexes.content.by(digest),
    limit: recordsPerContentMax,
  });
  if (found.items.length === 0) throw new Error('a content arrived before the record that it belongs to');
  const caller = await systemOfficer(handover.organisation);
  for (const { id } of found.items) {
    await commands.run(caller, {
      type: 'record.contentArrived',
      role: 'system',
      body: { id, digests: [digest] },
      idempotencyKey: `arrival/${id}/${digest.value}`,
    });
  }
}
