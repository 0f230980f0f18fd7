// SPDX-License-Identifier: Apache-2.0
import { cases, contentsOfCase, licences, records } from '@guidang/chaincode/model';
import type { Digest } from '@guidang/chaincode/model';
import { accessCase, accessRecord, useLicence } from '@guidang/chaincode/commands';
import { optional } from '../../common/optional';
import { ContentError, contentDigest } from '../../content';
import type { ContentHolders, ContentOwner, ContentStore, ContentUsage, StoredContent } from '../../content';
import type {
  ContentRequest,
  ContentService,
  ContentSource,
  DescribedContent,
  OpenContent,
  StoredFile,
} from './api';
import { find } from '../../projection';
import type { Projection } from '../../projection';
import type { Committed } from '../command/api';
import type { ReadRequest, RecordedReads } from '../command/recorded-reads';
import type { Caller } from '../caller';
import { holdersFor, holdersOfCase, holdersOfLicence, holdersOfRecord } from './holders-of';
import { answersFor } from '../registry/succession';

/** A content as a record, licence or case names it, and who must have stored it so that it is theirs. */
interface Named {
  readonly digest: Digest;
  readonly mediaType: string;
  readonly holders: readonly string[];
}

/** With the file, if one was found by the digest that was asked for. */
type NamedFile = Named & { readonly stored: StoredContent | undefined };

interface ContentsOptions {
  readonly store: ContentStore;
  readonly holders: ContentHolders;
  readonly projection: Projection;
  readonly reads: RecordedReads;
  readonly usage: ContentUsage;
  readonly quotaBytesOf: (owner: ContentOwner) => number;
}

/** What is said of a file of which the ledger has the digest alone. */
const unknownType = 'application/octet-stream';

/** Contents: stored by digest, read only as part of a record, licence or case, after the access is on the ledger. */
export class Contents implements ContentService {
  readonly #store: ContentStore;
  readonly #holders: ContentHolders;
  readonly #projection: Projection;
  readonly #reads: RecordedReads;
  readonly #usage: ContentUsage;
  readonly #quotaBytesOf: ContentsOptions['quotaBytesOf'];

  constructor({ store, holders, projection, reads, usage, quotaBytesOf }: ContentsOptions) {
    this.#store = store;
    this.#holders = holders;
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
        this.#store.put(withBytes(counted), {
          sizeBytesMax: options.bytesMax,
          onKept: this.#holders.noting(...holdersFor(caller)),
          ...(options.expected === undefined ? {} : { expected: contentDigest(options.expected.value) }),
        }),
    });
    return { digest, sm3, bytes: sizeBytes };
  }

  async describe(
    caller: Caller,
    { digest, of }: Pick<ContentRequest, 'digest' | 'of'>,
  ): Promise<DescribedContent | undefined> {
    const content = await this.#find(caller, digest, of);
    if (content === undefined) return undefined;
    const kept = await this.#kept(content);
    return { bytes: kept.sizeBytes, mediaType: content.mediaType };
  }

  async open(caller: Caller, request: ContentRequest): Promise<OpenContent | undefined> {
    const { digest, of, continues, onFound, ...use } = request;
    const content = await this.#find(caller, digest, of);
    if (content === undefined) return undefined;
    const stored = await this.#kept(content);
    onFound?.({ bytes: stored.sizeBytes, mediaType: content.mediaType });
    const read = { use, shown: digest.value, ...optional({ continues }) };
    const access = await this.#record(caller, { of, content: content.digest }, read);
    const stream = await this.#store.get(stored.digest, { verify: true });
    return { bytes: stored.sizeBytes, mediaType: content.mediaType, stream, access };
  }

  async otherNames(digest: Digest): Promise<readonly Digest[]> {
    const stored = await this.#look(digest);
    return stored === undefined
      ? []
      : namesOf(stored).filter(({ algorithm }) => algorithm !== digest.algorithm);
  }

  /** The file under a digest, if one is stored here that can be read. */
  async #look(digest: Digest): Promise<StoredContent | undefined> {
    try {
      const name = await this.#holders.keptAs(digest);
      return name === undefined ? undefined : await this.#store.describe(name);
    } catch (error) {
      // A damaged file has no other name that is known: whoever reads it is told.
      if (error instanceof ContentError) return undefined;
      throw error;
    }
  }

  #record(
    caller: Caller,
    { of: { kind, id }, content }: { readonly of: ContentSource; readonly content: Digest },
    read: Omit<ReadRequest<unknown, never>, 'command' | 'body'>,
  ): Promise<Committed> {
    switch (kind) {
      case 'record':
        return this.#reads.record(caller, { command: accessRecord, body: { id, content }, ...read });
      case 'licence':
        return this.#reads.record(caller, { command: useLicence, body: { identifier: id }, ...read });
      case 'case':
        return this.#reads.record(caller, { command: accessCase, body: { id, content }, ...read });
    }
  }

  /** @throws {ContentError} `content-not-found` unless it was stored for what names it. */
  async #kept({ digest, holders, stored }: NamedFile): Promise<StoredContent> {
    const name = stored?.digest ?? (await this.#holders.keptAs(digest));
    // Under a digest that was copied from another's record, the read would be recorded where nobody looks for it.
    if (name === undefined || !(await this.#holders.isHeldBy(name, holders))) {
      throw new ContentError('content-not-found', 'no content of this digest is stored here for it');
    }
    return stored ?? this.#store.describe(name);
  }

  async #find(caller: Caller, { value }: Digest, of: ContentSource): Promise<NamedFile | undefined> {
    const stored =
      (await this.#look({ algorithm: 'sha256', value })) ?? (await this.#look({ algorithm: 'sm3', value }));
    // By either digest of the file, whichever the record has.
    const asked = [value, ...(stored === undefined ? [] : namesOf(stored).map((name) => name.value))];
    const named = await this.#findIn(caller, asked, of);
    return named && { ...named, stored };
  }

  async #findIn(
    caller: Caller,
    asked: readonly string[],
    { kind, id }: ContentSource,
  ): Promise<Named | undefined> {
    const projection = this.#projection;
    switch (kind) {
      case 'licence': {
        const licence = await find(projection, licences, id);
        const file = among(licence?.renditions, asked);
        return licence && file && { ...file, holders: await holdersOfLicence(licence, projection) };
      }
      case 'record': {
        const record = await find(projection, records, id);
        const content = among(record?.contents, asked);
        return record && content && { ...content, holders: await holdersOfRecord(record, projection) };
      }
      case 'case':
        return this.#findInCase(caller, asked, id);
    }
  }

  /** Others are told of no file that there is one: nobody must confirm a guess of what somebody applied with. */
  async #findInCase(caller: Caller, asked: readonly string[], id: string): Promise<Named | undefined> {
    const projection = this.#projection;
    const subject = await find(projection, cases, id);
    if (subject === undefined) return undefined;
    if (!(await answersFor(caller.department, subject.department, projection))) return undefined;
    const content = among(contentsOfCase(subject), asked);
    return (
      content && {
        digest: content.digest,
        mediaType: content.mediaType ?? unknownType,
        holders: await holdersOfCase(subject, projection),
      }
    );
  }
}

function namesOf({ digest, sm3 }: StoredContent): readonly Digest[] {
  return [digest, sm3];
}

/** An empty file is a scan or an upload that failed: stored, it would be the original of every other one. */
async function* withBytes(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  for await (const part of source) {
    isEmpty &&= part.length === 0;
    yield part;
  }
  if (isEmpty) {
    throw new ContentError('content-empty', 'the file has no bytes: there is nothing to store', {
      field: 'body',
    });
  }
}

function among<T extends { readonly digest: Digest }>(
  contents: readonly T[] | undefined,
  values: readonly string[],
): T | undefined {
  return contents?.find(({ digest }) => values.includes(digest.value));
}
