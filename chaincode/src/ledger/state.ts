// SPDX-License-Identifier: Apache-2.0

/** A write of one key. A policy, when given, becomes the key-level policy from then on. */
export interface StateWrite {
  readonly key: string;
  readonly value: Uint8Array;
  readonly policy?: Uint8Array;
}

/**
 * The ledger as seen by one transaction, without that transaction's own writes. A call costs far more than each key in
 * it.
 */
export interface State {
  /** The values of these keys, in order; an empty array for an absent key. */
  read(keys: readonly string[]): Promise<readonly Uint8Array[]>;
  write(writes: readonly StateWrite[]): Promise<void>;
  /** Whether a private data collection has the key: every peer of the channel has the hash of its value. */
  hasPrivate(collection: string, key: string): Promise<boolean>;
}

/** The part of Fabric's stub that reads and writes single keys. */
export interface KeyStub {
  getState(key: string): Promise<Uint8Array>;
  getPrivateDataHash(collection: string, key: string): Promise<Uint8Array>;
  putState(key: string, value: Uint8Array): Promise<void>;
  setStateValidationParameter(key: string, policy: Uint8Array): Promise<void>;
}

/** A {@link State} over a stub, with one call per key. */
export function keyByKey(stub: KeyStub): State {
  return {
    async read(keys) {
      const values: Uint8Array[] = [];
      for (const key of keys) values.push(await stub.getState(key));
      return values;
    },
    async write(writes) {
      for (const { key, value, policy } of writes) {
        await stub.putState(key, value);
        if (policy !== undefined) await stub.setStateValidationParameter(key, policy);
      }
    },
    async hasPrivate(collection, key) {
      return (await stub.getPrivateDataHash(collection, key)).length > 0;
    },
  };
}
