// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { contentDigest, ContentError } from '../../content';
import type { ContentDigest, ContentHolders, ContentStore, StoredContent } from '../../content';
import { KeyedQueue } from '../../common/keyed-queue';
import { createdFrom, eventsBetween, find, list, modules } from '../../projection';
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

const creating = 'record.created';
const forgetting = 'person.purge-ordered';
/** Events after which a record's description, or what may be said of it, is another one. */
const changing = ['record.amended', 'record.content-arrived', forgetting];
/** Between two notes of how far it has come. */
const described = { limit: 16, having: 'description' } as const;
const eventsAtOnce = 4_096;
const dossierPageMax = 100;

/** Whether there are events of a type that were not read yet. */
type IsNew = (type: string) => boolean;

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
    let isNew: IsNew = () => true;
    while (!signal.aborted) {
      const { height } = projection.checkpoint;
      if ([creating, ...changing].some(isNew)) await this.#read(isNew, signal);
      await projection.waitFor(height, signal);
      isNew = (type) => projection.hasEventSince(type, height);
    }
  }

  /** A content has been stored. */
  async take({ digest, sm3 }: StoredContent): Promise<void> {
    for (const { value } of [digest, sm3]) {
      for (const record of await this.#options.titles.awaitedBy(value)) await this.#settle(record, value);
    }
  }

  async #read(isNew: IsNew, signal: AbortSignal): Promise<void> {
    const { projection, titles } = this.#options;
    const { nextSequence } = projection.checkpoint;
    const page = await this.#readCreated(signal);
    await this.#readChanges(changing.filter(isNew), nextSequence, signal);
    if (!signal.aborted) await titles.reach({ event: nextSequence, page });
  }

  /**
   * By pages: of a list, hardly any record has a description, and of one that gets it later an event says so.
   * @returns the first page that was not read.
   */
  async #readCreated(signal: AbortSignal): Promise<number> {
    const { projection, titles } = this.#options;
    let next = titles.next.page;
    for (;;) {
      const pages = await createdFrom(projection, next, described);
      for (const { id, description } of pages.flatMap((page) => page.records)) {
        if (signal.aborted) return next;
        if (description !== undefined) await this.#settle(id);
      }
      next = (pages.at(-1)?.page ?? next - 1) + 1;
      if (pages.length < described.limit) return next;
      await titles.advance({ page: next });
    }
  }

  async #readChanges(types: readonly string[], before: number, signal: AbortSignal): Promise<void> {
    const { projection, titles } = this.#options;
    if (types.length === 0) return;
    for (let from = titles.next.event; from < before; from += eventsAtOnce) {
      await titles.advance({ event: from });
      for (const type of types) {
        const events = eventsBetween(projection, from, {
          before: Math.min(from + eventsAtOnce, before),
          type,
        });
        for await (const { event } of events) {
          if (signal.aborted) return;
          if (type === forgetting) await this.#forget(event.subject.id);
          else await this.#settle(event.subject.id);
        }
      }
    }
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
