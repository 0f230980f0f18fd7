// SPDX-License-Identifier: Apache-2.0
import { records } from '@guidang/chaincode/model';
import type { ArchiveRecord } from '@guidang/chaincode/model';
import { ContentError, contentDigest } from '../../content';
import type { ContentHolders, ContentStore } from '../../content';
import type { LedgerPort } from '../../ledger/port';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Caller } from '../caller';
import type { ContentAdmission, NamedContent } from './api';
import { holdersFor, holdersOfRecord } from './holders-of';

interface AdmissionOptions {
  readonly store: ContentStore;
  readonly holders: ContentHolders;
  readonly projection: Projection;
  readonly ledger: Pick<LedgerPort, 'height'>;
}

/** How long a record that was written just now is waited for. */
const projectedWithinMs = 5_000;

/**
 * Looks whether the files that a command names are here, before anything on the ledger rests on them: a digest is filed
 * for thirty years, and nobody notices before the first reading that there was never a file.
 */
export class HeldContents implements ContentAdmission {
  readonly #options: AdmissionOptions;

  constructor(options: AdmissionOptions) {
    this.#options = options;
  }

  async demandHeld(caller: Caller, named: readonly NamedContent[]): Promise<void> {
    for (const content of named) await this.#demandOne(content, holdersFor(caller));
  }

  async demandRecordHeld({ id, version }: Pick<ArchiveRecord, 'id' | 'version'>): Promise<void> {
    const record = await this.#recordAt({ id, version });
    // The contract says what is wrong with an identifier, or a version, that nobody has.
    if (record?.version !== version) return;
    const holders = await holdersOfRecord(record, this.#options.projection);
    for (const [index, content] of record.contents.entries()) {
      await this.#demandOne({ ...content, field: `record/contents/${index}` }, holders);
    }
  }

  async #recordAt({
    id,
    version,
  }: Pick<ArchiveRecord, 'id' | 'version'>): Promise<ArchiveRecord | undefined> {
    const { projection, ledger } = this.#options;
    const found = await find(projection, records, id);
    if (found !== undefined && found.version >= version) return found;
    const height = await ledger.height();
    await projection.waitFor(height - 1, AbortSignal.timeout(projectedWithinMs));
    return find(projection, records, id);
  }

  async #demandOne({ digest, bytes, field }: NamedContent, holders: readonly string[]): Promise<void> {
    // Files are kept under their SHA-256 digest; nobody can look for one by another.
    if (digest.algorithm !== 'sha256') return;
    const name = contentDigest(digest.value);
    const isHere =
      (await this.#options.store.has(name)) && (await this.#options.holders.isHeldBy(name, holders));
    if (!isHere) {
      throw new ContentError('content-not-held', `no file of the digest ${digest.value} is stored here`, {
        field,
        facts: { digest: digest.value },
      });
    }
    if (bytes === undefined) return;
    const { sizeBytes } = await this.#options.store.describe(name);
    if (sizeBytes === bytes) return;
    throw new ContentError(
      'content-not-held',
      `the file of the digest ${digest.value} has ${sizeBytes} bytes, not ${bytes}`,
      { field, facts: { digest: digest.value, bytes: sizeBytes } },
    );
  }
}
