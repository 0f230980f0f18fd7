// SPDX-License-Identifier: Apache-2.0
import {
  canonicalJson,
  cases,
  licences,
  records,
  type ArchiveRecord,
  type ProvenanceEvent,
} from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import { LRUCache } from 'lru-cache';
import { sha256Hex } from '../../common/sha256';
import type { Projection, StoredEvent } from '../../projection';
import { findKeptVersion, pageOf } from '../../projection/find';
import { pageCode } from '../../projection/pages';

/** The tables of subjects whose states name contents and parties. */
const tables: Partial<Record<ProvenanceEvent['subject']['kind'], string>> = {
  record: records.name,
  licence: licences.name,
  case: cases.name,
};

/** Records are brought by the page: what follows in an export mostly stands in the page that was read last. */
const pagesAtHandMax = 64;

/** What the subjects of events were after them. */
export class States {
  readonly #projection: Projection;
  readonly #pages = new LRUCache<string, readonly ArchiveRecord[]>({ max: pagesAtHandMax });

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /**
   * The canonical JSON of what an event's subject was after it, whose digest the event names. `undefined` where the
   * event has none, or the projection no longer knows that version (of cases it keeps the newest).
   */
  async after({ event }: StoredEvent): Promise<string | undefined> {
    const { subject, version, digest } = event;
    const table = tables[subject.kind];
    if (table === undefined || version === undefined || digest?.algorithm !== 'sha256') return undefined;
    const value =
      (await findKeptVersion(this.#projection, { table, id: subject.id, version })) ??
      (table === records.name && version === 1 ? await this.#brought(subject.id) : undefined);
    if (value === undefined) return undefined;
    const text = canonicalJson(value);
    return sha256Hex(text) === digest.value ? text : undefined;
  }

  async #brought(id: string): Promise<ArchiveRecord | undefined> {
    const code = pageCode(id);
    let page = this.#pages.get(code);
    if (page === undefined) {
      const stored = await pageOf(this.#projection, id);
      page = stored === undefined ? [] : readRecordPage(stored.bytes);
      this.#pages.set(code, page);
    }
    return page.find((record) => record.id === id);
  }
}
