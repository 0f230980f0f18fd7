// SPDX-License-Identifier: Apache-2.0
import { licences, records } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { accessRecord, useLicence } from '@guidang/chaincode/commands';
import { optional } from '../../common/optional';
import { contentDigest } from '../../content';
import type { ContentOwner, ContentStore, ContentUsage } from '../../content';
import type { ContentRequest, ContentService, OpenContent, StoredFile } from './api';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { RecordedReads } from '../command/recorded-reads';
import type { Caller } from '../caller';

interface ContentsOptions {
  readonly store: ContentStore;
  readonly projection: Projection;
  readonly reads: RecordedReads;
  readonly usage: ContentUsage;
  readonly quotaBytesOf: (owner: ContentOwner) => number;
}

/** Contents: stored by digest, read only as part of a record or licence, after the access is on the ledger. */
export class Contents implements ContentService {
  readonly #store: ContentStore;
  readonly #projection: Projection;
  readonly #reads: RecordedReads;
  readonly #usage: ContentUsage;
  readonly #quotaBytesOf: ContentsOptions['quotaBytesOf'];

  constructor({ store, projection, reads, usage, quotaBytesOf }: ContentsOptions) {
    this.#store = store;
    this.#projection = projection;
    this.#reads = reads;
    this.#usage = usage;
    this.#quotaBytesOf = quotaBytesOf;
  }

  async put(
    caller: Caller,
    source: AsyncIterable<Uint8Array>,
    options: { readonly bytesMax: number; readonly expected?: Digest | undefined },
  ): Promise<StoredFile> {
    const { digest, sm3, sizeBytes } = await this.#usage.store(caller, source, {
      quotaBytes: this.#quotaBytesOf(caller),
      put: (counted) =>
        this.#store.put(counted, {
          sizeBytesMax: options.bytesMax,
          ...(options.expected === undefined ? {} : { expected: contentDigest(options.expected.value) }),
        }),
    });
    return { digest, sm3, bytes: sizeBytes };
  }

  async open(caller: Caller, request: ContentRequest): Promise<OpenContent | undefined> {
    const { digest, of, continues, ...use } = request;
    const content = await this.#find(digest, of);
    if (content === undefined) return undefined;
    const stored = await this.#store.describe(contentDigest(digest.value));
    const read = { use, shown: digest.value, ...optional({ continues }) };
    const access = await (of.kind === 'licence'
      ? this.#reads.record(caller, { command: useLicence, body: { identifier: of.id }, ...read })
      : this.#reads.record(caller, { command: accessRecord, body: { id: of.id, content: digest }, ...read }));
    const stream = await this.#store.get(stored.digest, { verify: true });
    return { bytes: stored.sizeBytes, mediaType: content.mediaType, stream, access };
  }

  async #find({ value }: Digest, of: ContentRequest['of']): Promise<{ mediaType: string } | undefined> {
    if (of.kind === 'licence') {
      const licence = await find(this.#projection, licences, of.id);
      return licence?.renditions.find(({ digest }) => digest.value === value);
    }
    const record = await find(this.#projection, records, of.id);
    return record?.contents.find(({ digest }) => digest.value === value);
  }
}
