// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { NewLogKey } from '@guidang/chaincode/model';
import { keyLabel } from '@guidang/chaincode/proof';
import type { VerifierKey } from '@guidang/chaincode/proof';
import type { Wallet } from '../identity';
import { SigningKeys } from './signing-keys';
import type { KeyHolder } from './signing-keys';

const seedBytes = 32;

/** An organisation's past, current and future log keys: sets of four, in its wallet. */
export class OwnKeys {
  readonly holder: KeyHolder;
  readonly #wallet: Wallet;
  readonly #sets: SigningKeys[];

  private constructor(wallet: Wallet, holder: KeyHolder, sets: SigningKeys[]) {
    this.#wallet = wallet;
    this.holder = holder;
    this.#sets = sets;
  }

  /** Reads the sets from the wallet; generates one on the first start. */
  static async open(wallet: Wallet, holder: KeyHolder): Promise<OwnKeys> {
    const entries = await wallet.logKeys(holder.organisation);
    const own = new OwnKeys(
      wallet,
      holder,
      entries.map(({ seeds }) => new SigningKeys(seeds, holder)),
    );
    if (entries.length === 0) await own.#add();
    return own;
  }

  /** The public keys of the newest set. */
  get newest(): readonly NewLogKey[] {
    return this.#newest.publicKeys;
  }

  get #newest(): SigningKeys {
    const newest = this.#sets.at(-1);
    if (newest === undefined) throw new Error('the wallet holds no keys for the log');
    return newest;
  }

  /**
   * The public keys of a set that has never been on the ledger: the newest one, or a new one.
   * @param registered keys that are, or were, on the ledger.
   */
  async next(registered: readonly VerifierKey[]): Promise<readonly NewLogKey[]> {
    const known = new Set(registered.map(keyLabel));
    if (this.#newest.labels.some((label) => known.has(label))) await this.#add();
    return this.#newest.publicKeys;
  }

  /** The set whose keys are all among these; `undefined` when there is none, and no signature would count. */
  among(counting: readonly VerifierKey[]): SigningKeys | undefined {
    const labels = new Set(counting.map(keyLabel));
    return this.#sets.find((set) => set.labels.every((label) => labels.has(label)));
  }

  /** Any set, for evidence, which is signed regardless of the registered keys. */
  get any(): SigningKeys {
    return this.#newest;
  }

  async #add(): Promise<void> {
    const seed = (): string => randomBytes(seedBytes).toString('base64');
    const seeds = { log: seed(), cosigner: seed(), postQuantumCosigner: seed(), seal: seed() };
    const { organisation } = this.holder;
    await this.#wallet.put({ kind: 'log', id: String(this.#sets.length), organisation, seeds });
    this.#sets.push(new SigningKeys(seeds, this.holder));
  }
}
