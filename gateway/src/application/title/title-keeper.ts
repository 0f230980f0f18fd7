// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { contentDigest, ContentError } from '../../content';
import type { ContentDigest, ContentHolders, ContentStore, StoredContent } from '../../content';
import { KeyedQueue } from '../../common/keyed-queue';
import { eventsBetween, find, list, modules } from '../../projection';
import type { Projection } from '../../projection';
import { holdersOfRecord } from '../content/holders-of';
import { descriptionBytesMax, titleIn } from './description';
import type { Title } from './description';
import type { TitleStore } from './title-store';

interface TitleKeeperOptions {
  readonly titles: TitleStore;
  readonly contents: Pick<ContentStore, 'get' | 'describe' | 'has'>;
  readonly holders: Pick<ContentHolders, 'keptAs' | 'isHeldBy'>;
  readonly projection: Projection;
}

/** Events after which a record's description, or what may be said of it, is another one. */
const changing = new Set(['record.created', 'record.amended', 'record.content-arrived']);
const forgetting = 'person.purge-ordered';
/** Events between two notes of how far it has come. */
const stepMax = 256;
const dossierPageMax = 100;

/**
 * Keeps the titles as blocks and contents come, in whichever order. A title is what the description says now of a record
 * that is whose the content is; it goes with the order that a person of its dossiers is forgotten.
 */
export class TitleKeeper {
  readonly #options: TitleKeeperOptions;
  /** A content that arrives while its event is read is looked at once more, not twice at a time. */
  readonly #records = new KeyedQueue();

  constructor(options: TitleKeeperOptions) {
    this.#options = options;
  }

  /** Follows the events, until the signal aborts. */
  async follow(signal: AbortSignal): Promise<void> {
    const { projection, titles } = this.#options;
    // What came in between the last note of an arrival and the end of the process.
    for await (const { digest, record } of titles.allAwaited()) {
      if (signal.aborted) return;
      await this.#settle(record, digest);
    }
    while (!signal.aborted) {
      const { height, nextSequence } = projection.checkpoint;
      await this.#read(nextSequence, signal);
      await projection.waitFor(height, signal);
    }
  }

  /** A content has been stored. */
  async take({ digest, sm3 }: StoredContent): Promise<void> {
    for (const { value } of [digest, sm3]) {
      for (const record of await this.#options.titles.awaitedBy(value)) await this.#settle(record, value);
    }
  }

  async #read(before: number, signal: AbortSignal): Promise<void> {
    const { projection, titles } = this.#options;
    for await (const { event, sequence } of eventsBetween(projection, titles.next, { before })) {
      if (signal.aborted) return;
      if (changing.has(event.type)) await this.#settle(event.subject.id);
      if (event.type === forgetting) await this.#forget(event.subject.id);
      if ((sequence + 1) % stepMax === 0) await titles.advance(sequence + 1);
    }
    await titles.reach(before);
  }

  async #forget(person: string): Promise<void> {
    const { projection, titles } = this.#options;
    await titles.forget(person);
    const index = modules.record.indexes.dossier.by(person);
    let after: string | undefined;
    do {
      const page = await list(projection, { index, limit: dossierPageMax, after });
      for (const { id } of page.items) await this.#renew(id);
      after = page.next;
    } while (after !== undefined);
    // Whether or not there was one: an earlier run may have ended before this.
    await titles.compact();
  }

  async #settle(id: string, awaited?: string): Promise<void> {
    if (await this.#renew(id, awaited)) await this.#options.titles.compact();
  }

  /**
   * @param awaited what was awaited for it, of which the record may think otherwise by now.
   * @returns whether it has lost a title.
   */
  #renew(id: string, awaited?: string): Promise<boolean> {
    return this.#records.run(id, async () => {
      const { projection, titles } = this.#options;
      const record = await find(projection, records, id);
      const digest = record?.description?.value;
      // Before the look: what is stored in between is looked at once more.
      if (digest !== undefined) await titles.expect(digest, id);
      const title = record && (await this.#titleOf(record));
      const isErased = await this.#replace(id, record, title);
      const over = [title === 'awaited' ? undefined : digest, awaited === digest ? undefined : awaited];
      for (const each of over) if (each !== undefined) await titles.arrived(each, id);
      return isErased;
    });
  }

  async #replace(
    id: string,
    record: ArchiveRecord | undefined,
    title: Title | 'awaited' | undefined,
  ): Promise<boolean> {
    const { titles } = this.#options;
    if (record === undefined || title === undefined || title === 'awaited') return titles.erase(id);
    await titles.put(id, record.department, title);
    return false;
  }

  async #titleOf(record: ArchiveRecord): Promise<Title | 'awaited' | undefined> {
    if (record.description === undefined || record.state === 'disposed') return undefined;
    if (await this.#isForgotten(record)) return undefined;
    const kept = await this.#kept(record);
    return kept === undefined ? 'awaited' : this.#readTitle(kept);
  }

  async #isForgotten({ dossiers }: ArchiveRecord): Promise<boolean> {
    for (const dossier of dossiers) {
      if ('person' in dossier && (await this.#options.titles.isForgotten(dossier.person))) return true;
    }
    return false;
  }

  /** Under a digest that was copied from another's record, another's title would be shown. */
  async #kept(record: ArchiveRecord): Promise<ContentDigest | undefined> {
    const { contents, holders, projection } = this.#options;
    const { description } = record;
    const name = description && (await holders.keptAs(description));
    if (name === undefined || !(await contents.has(name))) return undefined;
    return (await holders.isHeldBy(name, await holdersOfRecord(record, projection))) ? name : undefined;
  }

  async #readTitle(digest: ContentDigest): Promise<Title | undefined> {
    const { contents } = this.#options;
    try {
      const { sizeBytes } = await contents.describe(contentDigest(digest.value));
      if (sizeBytes > descriptionBytesMax) return undefined;
      const parts: Uint8Array[] = [];
      for await (const part of await contents.get(digest, { verify: true })) parts.push(part as Uint8Array);
      return titleIn(Buffer.concat(parts));
    } catch (error) {
      // A damaged file has no title; fsck names it.
      if (error instanceof ContentError) return undefined;
      throw error;
    }
  }
}
