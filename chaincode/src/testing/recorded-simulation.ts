// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { Simulation } from '../simulator/simulation';

/** What a transaction has read and would write, in the order of the calls: base64 for bytes, null for nothing. */
export interface Effects {
  /** Keys with the digests of the values that were found. */
  readonly reads: (readonly [key: string, digest: string | null])[];
  readonly writes: (readonly [key: string, value: string])[];
  readonly policies: (readonly [key: string, policy: string])[];
  readonly privateReads: (readonly [key: string, digest: string | null])[];
  readonly privateWrites: (readonly [key: string, value: string | null])[];
}

/** The peer's side of a transaction, which keeps a record of the calls that a contract made. */
export class RecordedSimulation extends Simulation {
  readonly calls: Effects = { reads: [], writes: [], policies: [], privateReads: [], privateWrites: [] };

  override async handleGetState(collection: string, key: string): Promise<Buffer> {
    const value = await super.handleGetState(collection, key);
    const digest = value.length === 0 ? null : createHash('sha256').update(value).digest('hex');
    if (collection === '') this.calls.reads.push([key, digest]);
    else this.calls.privateReads.push([`${collection}/${key}`, digest]);
    return value;
  }

  override async handlePutState(collection: string, key: string, value: Uint8Array): Promise<void> {
    await super.handlePutState(collection, key, value);
    if (collection === '') this.calls.writes.push([key, base64(value)]);
    else this.calls.privateWrites.push([`${collection}/${key}`, base64(value)]);
  }

  override async handlePurgeState(collection: string, key: string): Promise<void> {
    await super.handlePurgeState(collection, key);
    this.calls.privateWrites.push([`${collection}/${key}`, null]);
  }

  override async handlePutStateMetadata(
    collection: string,
    key: string,
    name: string,
    policy: Uint8Array,
  ): Promise<void> {
    await super.handlePutStateMetadata(collection, key, name, policy);
    this.calls.policies.push([key, base64(policy)]);
  }
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
