// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { Invocation } from './invocation';

/** The reads and writes of a transaction, in call order: bytes in base64, null for absent values. */
export interface Effects {
  /** Keys with the digests of the values read. */
  readonly reads: (readonly [key: string, digest: string | null])[];
  readonly writes: (readonly [key: string, value: string])[];
  readonly policies: (readonly [key: string, policy: string])[];
  readonly privateReads: (readonly [key: string, digest: string | null])[];
  readonly privateWrites: (readonly [key: string, value: string | null])[];
}

/** The committed state that a transaction sees. */
interface Committed {
  readonly state: ReadonlyMap<string, Uint8Array>;
  readonly privateState: ReadonlyMap<string, Uint8Array>;
}

/**
 * The part of Fabric's stub that the contracts use, with its semantics: a transaction does not see its own writes.
 * Calls that the contracts do not use are missing, so that a new one fails here first.
 */
export class MemoryStub {
  readonly effects: Effects = { reads: [], writes: [], policies: [], privateReads: [], privateWrites: [] };
  readonly #invocation: Invocation;
  readonly #committed: Committed;

  constructor(invocation: Invocation, committed: Committed) {
    this.#invocation = invocation;
    this.#committed = committed;
  }

  getBufferArgs(): Buffer[] {
    return [this.#invocation.transaction, ...this.#invocation.arguments].map((text) => Buffer.from(text));
  }

  getTxID(): string {
    return this.#invocation.transactionId;
  }

  getChannelID(): string {
    return this.#invocation.channel;
  }

  getCreator(): { mspid: string; idBytes: Uint8Array } {
    return { mspid: this.#invocation.mspId, idBytes: Buffer.from(this.#invocation.certificate) };
  }

  getTxTimestamp(): { seconds: number; nanos: number } {
    const milliseconds = Date.parse(this.#invocation.claimedAt);
    return { seconds: Math.floor(milliseconds / 1000), nanos: (milliseconds % 1000) * 1_000_000 };
  }

  getTransient(): Map<string, Uint8Array> {
    return new Map(
      Object.entries(this.#invocation.transient ?? {}).map(([name, text]) => [name, Buffer.from(text)]),
    );
  }

  getState(key: string): Promise<Uint8Array> {
    return Promise.resolve(read(this.#committed.state, key, this.effects.reads));
  }

  putState(key: string, value: Uint8Array): Promise<void> {
    this.effects.writes.push([key, base64(value)]);
    return Promise.resolve();
  }

  setStateValidationParameter(key: string, policy: Uint8Array): Promise<void> {
    this.effects.policies.push([key, base64(policy)]);
    return Promise.resolve();
  }

  getPrivateData(collection: string, key: string): Promise<Uint8Array> {
    const name = `${collection}/${key}`;
    return Promise.resolve(read(this.#committed.privateState, name, this.effects.privateReads));
  }

  putPrivateData(collection: string, key: string, value: Uint8Array): Promise<void> {
    this.effects.privateWrites.push([`${collection}/${key}`, base64(value)]);
    return Promise.resolve();
  }

  purgePrivateData(collection: string, key: string): Promise<void> {
    this.effects.privateWrites.push([`${collection}/${key}`, null]);
    return Promise.resolve();
  }
}

function read(
  state: ReadonlyMap<string, Uint8Array>,
  key: string,
  reads: (readonly [string, string | null])[],
): Uint8Array {
  const value = state.get(key);
  reads.push([key, value === undefined ? null : createHash('sha256').update(value).digest('hex')]);
  return value ?? new Uint8Array();
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
