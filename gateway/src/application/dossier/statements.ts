// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { text } from 'node:stream/consumers';
import type { Digest } from '@guidang/chaincode/model';
import { z } from 'zod';
import { sha256 } from '../../common/sha256';
import { contentDigest, ContentError } from '../../content';
import type { ContentStore } from '../../content';
import type { Caller } from '../caller';
import type { IdempotencyKeys } from '../command/idempotency';
import type { ContentService } from '../content/api';

/** Characters of a written reason. */
export const statementCharactersMax = 2_000;
const sizeBytesMax = 16_384;
const saltBytes = 32;

const statementSchema = z.strictObject({
  schema: z.literal(1),
  statement: z.string().max(statementCharactersMax),
  /** Without it, the digest on the channel would confirm a guess of what is written here. */
  salt: z.string(),
});

interface StatementsOptions {
  readonly contents: Pick<ContentService, 'put'>;
  readonly store: Pick<ContentStore, 'has' | 'describe' | 'get'>;
  readonly keys: Pick<IdempotencyKeys, 'first'>;
}

/** The written reasons of uses in an emergency: files of the department, whose digest the event has. */
export class Statements {
  readonly #contents: Pick<ContentService, 'put'>;
  readonly #store: Pick<ContentStore, 'has' | 'describe' | 'get'>;
  readonly #keys: Pick<IdempotencyKeys, 'first'>;

  constructor({ contents, store, keys }: StatementsOptions) {
    this.#contents = contents;
    this.#store = store;
    this.#keys = keys;
  }

  /** @param key the Idempotency-Key, under which the same words are the same file. */
  async keep(caller: Caller, statement: string, key: string | undefined): Promise<Digest> {
    const file = { schema: 1, statement, salt: await this.#saltOf(caller, key) };
    const { digest } = await this.#contents.put(caller, oneOf(Buffer.from(JSON.stringify(file))), {
      bytesMax: sizeBytesMax,
    });
    return digest;
  }

  /** @returns undefined of a file that is elsewhere, cannot be read, or is none of these. */
  async read({ value }: Digest): Promise<string | undefined> {
    try {
      const name = contentDigest(value);
      if (!(await this.#store.has(name))) return undefined;
      if ((await this.#store.describe(name)).sizeBytes > sizeBytesMax) return undefined;
      const file: unknown = JSON.parse(await text(await this.#store.get(name, { verify: true })));
      return statementSchema.safeParse(file).data?.statement;
    } catch (error) {
      if (error instanceof ContentError || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  async #saltOf({ organisation, officer }: Caller, key: string | undefined): Promise<string> {
    const salt = randomBytes(saltBytes).toString('hex');
    if (key === undefined) return salt;
    const name = ['statement', organisation, officer, sha256(key).toString('base64url')];
    return this.#keys.first(name.join('~'), salt);
  }
}

async function* oneOf(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}
