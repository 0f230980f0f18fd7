// SPDX-License-Identifier: Apache-2.0
import { licences } from '@guidang/chaincode/model';
import { LRUCache } from 'lru-cache';
import { findOldest, transactionRecordedAt } from '../../projection';
import type { Projection } from '../../projection';

const cachedMax = 20_000;

/**
 * Recorded times through caches: each verification asks for two. Once known they never change, but for what heads have
 * dated that a majority sets aside.
 */
export class RecordedTimes {
  readonly #projection: Projection;
  readonly #transactions = new LRUCache<string, string>({ max: cachedMax });
  readonly #issues = new LRUCache<string, string>({ max: cachedMax });
  /** How often the log was reset when they were read. */
  #resets = 0;

  constructor(projection: Projection) {
    this.#projection = projection;
  }

  /** Of a transaction; `undefined` while no anchored head covers it. */
  async of(transaction: string): Promise<string | undefined> {
    this.#forgetAfterReset();
    const known = this.#transactions.get(transaction);
    if (known !== undefined) return known;
    const recordedAt = await transactionRecordedAt(this.#projection, transaction);
    if (recordedAt !== undefined) this.#transactions.set(transaction, recordedAt);
    return recordedAt;
  }

  /** Of a licence's issue or registration, as {@link of}. */
  async ofIssue(licence: string): Promise<string | undefined> {
    this.#forgetAfterReset();
    const known = this.#issues.get(licence);
    if (known !== undefined) return known;
    const issue = await findOldest(this.#projection, licences, licence);
    const recordedAt = issue && (await this.of(issue.transaction));
    if (recordedAt !== undefined) this.#issues.set(licence, recordedAt);
    return recordedAt;
  }

  #forgetAfterReset(): void {
    const { resets = 0 } = this.#projection.head ?? {};
    if (resets === this.#resets) return;
    this.#resets = resets;
    this.#transactions.clear();
    this.#issues.clear();
  }
}
