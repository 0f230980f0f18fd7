// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, cases, licences, records } from '@guidang/chaincode/model';
import type { ArchiveRecord, Subject } from '@guidang/chaincode/model';
import { readRecordPage } from '@guidang/chaincode/proof';
import { LRUCache } from 'lru-cache';
import { sha256Hex } from '../../common/sha256';
import { findKeptVersion, pageCode, pageOf } from '../../projection';
import type { Projection, StoredEvent } from '../../projection';

/** A version of a subject whose state names contents or parties; other states are not exported. */
async function keptVersion(projection: Projection, { kind, id }: Subject, version: number): Promise<unknown> {
  const at = { id, version };
  if (kind === 'record') return findKeptVersion(projection, { table: records, ...at });
  if (kind === 'licence') return findKeptVersion(projection, { table: licences, ...at });
  return kind === 'case' ? findKeptVersion(projection, { table: cases, ...at }) : undefined;
}

/** Caches pages of records, since consecutive records of an export are mostly in the page read last. */
const cachedPagesMax = 64;

/** Reads the states of subjects after their events. */
export class States {
  readonly #projection: Projection;
  readonly #pages = new LRUCache<string, readonly ArchiveRecord[]>({ max: cachedPagesMax });

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /**
   * The canonical JSON of a subject's state after an event, which the event's digest covers. `undefined` when the event
   * has no digest, or the projection no longer has that version (for cases it keeps only the newest).
   */
  async after({ event }: StoredEvent): Promise<string | undefined> {
    const { subject, version, digest } = event;
    if (version === undefined || digest?.algorithm !== 'sha256') return undefined;
    const value =
      (await keptVersion(this.#projection, subject, version)) ??
      (subject.kind === 'record' && version === 1 ? await this.#brought(subject.id) : undefined);
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
