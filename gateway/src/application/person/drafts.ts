// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { Level } from 'level';
import { canonicalJson, digestSchema, sameDigest, saltSchema } from '@guidang/chaincode/model';
import type { Digest, Person } from '@guidang/chaincode/model';
import { commitmentTo } from '@guidang/chaincode/proof';
import { z } from 'zod';
import type { EntryCipher } from '../../outbox';

const draftSchema = z.strictObject({ salt: saltSchema, commitment: digestSchema });

/** What a gateway chose for a person whom it is entering. */
interface Draft {
  readonly salt: string;
  readonly commitment: Digest;
}

const saltBytes = 32;

function openSection(level: Level) {
  return level.sublevel<string, Uint8Array>('person-drafts', { valueEncoding: 'view' });
}

/**
 * Remembers the salt of a person between the public commitment and the private data: after a crash, the same request
 * completes what it began instead of registering another pseudonym. It holds no data of the person, and is sealed.
 */
export class PersonDrafts {
  readonly #level: Level;
  readonly #section: ReturnType<typeof openSection>;
  readonly #cipher: EntryCipher;

  constructor(level: Level, cipher: EntryCipher) {
    this.#level = level;
    this.#section = openSection(level);
    this.#cipher = cipher;
  }

  /** The draft that an earlier attempt left for these data, or a new one, which is stored. */
  async open(key: string, person: Person): Promise<Draft> {
    const before = await this.#find(key);
    if (before !== undefined && sameDigest(commitmentTo(before.salt, person), before.commitment)) {
      return before;
    }
    const salt = randomBytes(saltBytes).toString('hex');
    const draft = { salt, commitment: commitmentTo(salt, person) };
    const sealed = this.#cipher.seal(key, Buffer.from(canonicalJson(draft), 'utf8'));
    const put = { type: 'put' as const, sublevel: this.#section, key, value: sealed };
    await this.#level.batch([put], { sync: true });
    return draft;
  }

  /** Whether an attempt was begun and is not known to be complete. */
  async has(key: string): Promise<boolean> {
    return (await this.#section.get(key)) !== undefined;
  }

  async remove(key: string): Promise<void> {
    await this.#section.del(key);
  }

  async #find(key: string): Promise<Draft | undefined> {
    const sealed = await this.#section.get(key);
    if (sealed === undefined) return undefined;
    return draftSchema.parse(JSON.parse(Buffer.from(this.#cipher.open(key, sealed)).toString('utf8')));
  }
}
