// SPDX-License-Identifier: Apache-2.0

/** A change of one key; a policy, where one is given, is the key's own from then on. */
export interface StateWrite {
  readonly key: string;
  readonly value: Uint8Array;
  readonly policy?: Uint8Array;
}

/** The ledger as one transaction meets it: it does not see what it writes. Each call costs far more than each key. */
export interface State {
  /** The values of these keys, in their order; no bytes where there is nothing. */
  read(keys: readonly string[]): Promise<readonly Uint8Array[]>;
  write(writes: readonly StateWrite[]): Promise<void>;
}

/** The part of Fabric's stub that reads and writes key by key. */
export interface KeyStub {
  getState(key: string): Promise<Uint8Array>;
  putState(key: string, value: Uint8Array): Promise<void>;
  setStateValidationParameter(key: string, policy: Uint8Array): Promise<void>;
}

/** The state behind a stub, a call for every key. */
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
  };
}
