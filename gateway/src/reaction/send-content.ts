// SPDX-License-Identifier: Apache-2.0
import { handOvers, records, sameDigest } from '@guidang/chaincode/model';
import type { ArchiveRecord, Digest } from '@guidang/chaincode/model';
import { contentArrived, handOverRecord } from '@guidang/chaincode/commands';
import { sendContent } from '../content';
import type { ContentHolders, ContentStore, ContentUsage, StoredContent, TransferPeers } from '../content';
import type { EventEntry } from '../application/event/api';
import { find } from '../projection';
import type { Projection } from '../projection';
import type { SigningCommandService } from '../application/command/service';
import { holdersOfRecord } from '../application/content/holders-of';
import type { Caller } from '../application/caller';
import type { Reaction } from './reactor';

/** How contents are transferred between organisations' gateways. */
export interface ContentTransfer {
  readonly organisation: string;
  readonly peers: TransferPeers;
  readonly tls: { readonly key: string; readonly certificate: string };
  /** The server that receives contents. */
  readonly listenUrl?: URL;
  /** Where filed contents are sent; absent at the archives themselves. */
  readonly to?: { readonly organisation: string; readonly url: URL };
}

/** How long a transfer may stand still: a file of many gigabytes takes hours over a slow line. */
export const silenceMs = 5 * 60_000;

interface ActingOptions {
  readonly contentHolders: ContentHolders;
  readonly projection: Projection;
  readonly commands: SigningCommandService;
  readonly systemOfficer: (organisation: string) => Promise<Caller>;
}

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

  constructor(contentTransfer: ContentTransfer, store: ContentStore, acting: ActingOptions) {
    this.#contentTransfer = contentTransfer;
    this.#store = store;
    this.#acting = acting;
  }

  wants({ officer }: EventEntry): boolean {
    return officer.organisation === this.#contentTransfer.organisation;
  }

  async react(event: EventEntry, signal: AbortSignal): Promise<void> {
    const { to, peers, tls } = this.#contentTransfer;
    const record = await find(this.#acting.projection, records, event.subject.id);
    if (to === undefined || record === undefined) return;
    for (const content of record.contents) {
      const { contentHolders, projection } = this.#acting;
      const digest = await contentHolders.keptAs(content.digest);
      // Content registered by its digest alone is stored elsewhere, and not ours to send.
      if (digest === undefined || !(await this.#store.has(digest))) continue;
      // Nor is what others have stored, whatever the record names.
      if (!(await contentHolders.isHeldBy(digest, await holdersOfRecord(record, projection)))) continue;
      await this.#name(to.organisation, record.id);
      await sendContent({ store: this.#store, digest, record: record.id, peers, tls, to, silenceMs, signal });
    }
  }

  /** Without an Idempotency-Key, under which a refusal would stay: the command itself has no second effect. */
  async #name(receiver: string, id: string): Promise<void> {
    const { projection, commands, systemOfficer } = this.#acting;
    if (await isHandedOver(projection, id, receiver)) return;
    const caller = await systemOfficer(this.#contentTransfer.organisation);
    await commands.run(caller, handOverRecord, { id, to: receiver }, { role: 'system' });
  }
}

async function isHandedOver(projection: Projection, id: string, to: string): Promise<boolean> {
  return (await find(projection, handOvers, id))?.to.includes(to) ?? false;
}

export interface ArrivalOptions extends ActingOptions {
  readonly organisation: string;
  readonly contentUsage: Pick<ContentUsage, 'count'>;
}

interface Transfer {
  readonly from: string;
  readonly record: string;
  readonly content: StoredContent;
}

/** The sender's block may arrive here a moment after its content, which it would have to send once more. */
const blockMs = 2_000;

/**
 * Records the arrival of a content as an event of the record that the sender named, if the sender is its owner and has
 * handed it over here. Of other records of that content nothing is said: anybody can make as many as they like.
 * @throws {Error} if the ledger here does not say so yet: the sender retries until the block has arrived here too.
 */
export async function recordArrival(transfer: Transfer, options: ArrivalOptions): Promise<void> {
  const { projection, commands, systemOfficer, organisation, contentUsage } = options;
  const signal = AbortSignal.timeout(blockMs);
  for (;;) {
    const { height } = projection.checkpoint;
    // Asked here, since a refusal by the contract would stay under the key.
    const wanting = await whatIsWanting(transfer, options);
    if (wanting === undefined) break;
    if (!(await projection.waitFor(height, signal))) throw new Error(wanting);
  }
  const { record: id, content } = transfer;
  const record = await find(projection, records, id);
  if (record === undefined) return;
  await contentUsage.count(record, content);
  const caller = await systemOfficer(organisation);
  for (const digest of namesIn(record, content)) {
    const idempotencyKey = `arrival/${id}/${digest.value}`;
    await commands.run(caller, contentArrived, { id, digests: [digest] }, { role: 'system', idempotencyKey });
  }
}

/** The digests by which a record names a file: of either algorithm, or of both. */
function namesIn({ contents }: ArchiveRecord, { digest, sm3 }: StoredContent): readonly Digest[] {
  return [digest, sm3].filter((name) => contents.some((content) => sameDigest(content.digest, name)));
}

async function whatIsWanting(
  { from, record: id, content }: Transfer,
  { projection, organisation }: ArrivalOptions,
): Promise<string | undefined> {
  const record = await find(projection, records, id);
  if (record === undefined || namesIn(record, content).length === 0) {
    return 'a content arrived before the record that it belongs to';
  }
  if (record.organisation !== from) return `a content arrived from ${from}, which has no such record`;
  const isNamed = await isHandedOver(projection, id, organisation);
  return isNamed ? undefined : 'a content arrived before its record was handed over';
}
