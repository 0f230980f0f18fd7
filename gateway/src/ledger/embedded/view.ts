// SPDX-License-Identifier: Apache-2.0
import type { Effects, HashEntry, StateEntry, StateReader, StateVersion } from '@guidang/chaincode/simulator';
import { encodeHashEntry, encodeStateEntry } from './entry';
import type { Write } from './store';

const empty = Buffer.alloc(0);

/** The state inside a block: what is stored, overlaid with the changes of the block's earlier transactions. */
export class BlockView {
  readonly #base: StateReader;
  readonly #state = new Map<string, StateEntry | null>();
  readonly #hashes = new Map<string, HashEntry | null>();

  constructor(base: StateReader) {
    this.#base = base;
  }

  get base(): StateReader {
    return this.#base;
  }

  /** Keys changed by earlier transactions of the block; `null` for deleted ones. */
  get changed(): ReadonlyMap<string, StateEntry | null> {
    return this.#state;
  }

  hashChanged(collection: string, keyHash: string): boolean {
    return this.#hashes.has(`${collection}\0${keyHash}`);
  }

  async state(key: string): Promise<StateEntry | undefined> {
    const own = this.#state.get(key);
    return own === undefined ? this.#base.state(key) : (own ?? undefined);
  }

  /** Applies a valid transaction's effects, as Fabric does: a new value keeps the key's policy. */
  async apply(effects: Effects, version: StateVersion): Promise<void> {
    const policies = new Map(effects.policies.map(({ key, policy }) => [key, policy]));
    for (const { key, value } of effects.writes) {
      if (value === null) {
        this.#state.set(key, null);
        continue;
      }
      const policy = await this.#policyAfter(key, policies);
      this.#state.set(key, { version, policy, value: Buffer.from(value, 'base64') });
    }
    await this.#applyPoliciesAlone(effects, version);
    for (const { collection, keyHash, valueHash } of effects.privateHashes) {
      const entry = valueHash === null ? null : { version, valueHash: Buffer.from(valueHash, 'hex') };
      this.#hashes.set(`${collection}\0${keyHash}`, entry);
    }
  }

  /** The changes of `state` and `hash` to store. */
  writes(): Write[] {
    const state = [...this.#state].map(([key, entry]) => ({
      section: 'state' as const,
      key,
      value: entry && encodeStateEntry(entry),
    }));
    const hashes = [...this.#hashes].map(([key, entry]) => ({
      section: 'hash' as const,
      key,
      value: entry && encodeHashEntry(entry),
    }));
    return [...state, ...hashes];
  }

  async #policyAfter(key: string, policies: ReadonlyMap<string, string | null>): Promise<Uint8Array> {
    const set = policies.get(key);
    if (set === null) return empty;
    return set === undefined ? ((await this.state(key))?.policy ?? empty) : Buffer.from(set, 'base64');
  }

  /** Sets a policy on a key that the transaction does not write; on an absent key it has no effect. */
  async #applyPoliciesAlone(effects: Effects, version: StateVersion): Promise<void> {
    const written = new Set(effects.writes.map(({ key }) => key));
    for (const { key, policy } of effects.policies) {
      if (written.has(key)) continue;
      const entry = await this.state(key);
      if (entry === undefined) continue;
      this.#state.set(key, { ...entry, version, policy: Buffer.from(policy ?? '', 'base64') });
    }
  }
}
