// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import { z } from 'zod';
import { roles } from '@guidang/chaincode/model';
import { IdentityError } from './identity-error';
import { WalletCipher } from './wallet-cipher';

const seed = z.base64().length(44);
const logSeedsSchema = z.strictObject({ log: seed, cosigner: seed, postQuantumCosigner: seed, seal: seed });

/** Name in wallets before 2026-11, which was wrong: ML-DSA-44 is post-quantum, not quantum. */
const formerLogSeedsSchema = z
  .strictObject({ log: seed, cosigner: seed, quantumCosigner: seed, seal: seed })
  .transform(({ log, cosigner, quantumCosigner, seal }) => ({
    log,
    cosigner,
    postQuantumCosigner: quantumCosigner,
    seal,
  }));

const keyPair = { certificatePem: z.string(), privateKeyPem: z.string() };

const walletEntrySchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('officer'),
    id: z.string(),
    organisation: z.string(),
    department: z.string(),
    roles: z.array(z.enum(roles)),
    ...keyPair,
  }),
  z.strictObject({
    /** `gateway` submits commands, `registrar` registers officers, `authority` is an embedded CA's root. */
    kind: z.enum(['gateway', 'registrar', 'authority']),
    id: z.string(),
    organisation: z.string(),
    ...keyPair,
  }),
  z.strictObject({
    /**
     * The keys with which an organisation signs for the log; the identifier is the key set's number, counted from 0.
     */
    kind: z.literal('log'),
    id: z.string(),
    organisation: z.string(),
    seeds: z.union([logSeedsSchema, formerLogSeedsSchema]),
  }),
]);

/** A stored identity. It holds a private key: never log it, never return it in an answer. */
export type WalletEntry = z.infer<typeof walletEntrySchema>;
export type OfficerEntry = Extract<WalletEntry, { kind: 'officer' }>;
export type LogEntry = Extract<WalletEntry, { kind: 'log' }>;
export type ServiceEntry = Exclude<WalletEntry, OfficerEntry | LogEntry>;

/** Far above any organisation's number of officers; lists are for start-up and administration. */
const entriesMax = 100_000;
const probeName = 'wallet';

type Store = Level;

function openSection(store: Store) {
  return store.sublevel<string, Buffer>('wallet', { keyEncoding: 'utf8', valueEncoding: 'buffer' });
}
type Section = ReturnType<typeof openSection>;

/** The private keys of officers and of the gateway itself, encrypted at rest. */
export class Wallet {
  readonly #store: Store;
  readonly #section: Section;
  readonly #cipher: WalletCipher;

  private constructor(store: Store, cipher: WalletCipher) {
    this.#store = store;
    this.#section = openSection(store);
    this.#cipher = cipher;
  }

  /**
   * @param store the gateway's own database; @param key 32 bytes (wallet-key.ts).
   * @throws {IdentityError} `wallet-unreadable` if the wallet was made with another key.
   */
  static async open(store: Store, key: Buffer): Promise<Wallet> {
    const wallet = new Wallet(store, new WalletCipher(key));
    const probe = await wallet.#section.get(probeName);
    if (probe === undefined) await wallet.#seal(probeName, '');
    else wallet.#cipher.open(probeName, probe);
    await wallet.#sealOutdated();
    return wallet;
  }

  /** Seals entries of an older format again, all or none. */
  async #sealOutdated(): Promise<void> {
    const entries = await this.#section.iterator().all();
    const outdated = entries.filter(([, sealed]) => this.#cipher.isOutdated(sealed));
    const writes = outdated.map(([key, sealed]) => ({
      type: 'put' as const,
      sublevel: this.#section,
      key,
      value: this.#cipher.seal(key, this.#cipher.open(key, sealed)),
    }));
    if (writes.length > 0) await this.#store.batch(writes, { sync: true });
  }

  /** Stores an entry, synced to disk on return; replaces one of the same kind and identifier. */
  async put(entry: WalletEntry): Promise<void> {
    await this.#seal(entryName(entry.organisation, entry.kind, entry.id), JSON.stringify(entry));
  }

  /** @throws {IdentityError} `wallet-unreadable` if the entry was tampered with. */
  async findOfficer(organisation: string, id: string): Promise<OfficerEntry | undefined> {
    const entry = await this.#find(entryName(organisation, 'officer', id));
    return entry?.kind === 'officer' ? entry : undefined;
  }

  /** @throws {IdentityError} `wallet-unreadable` if the entry was tampered with. */
  async findService(
    organisation: string,
    kind: ServiceEntry['kind'],
    id: string,
  ): Promise<ServiceEntry | undefined> {
    const entry = await this.#find(entryName(organisation, kind, id));
    return entry?.kind === kind ? entry : undefined;
  }

  /** An organisation's key sets for the log, the newest last. */
  async logKeys(organisation: string): Promise<LogEntry[]> {
    const ids = await this.#ids(organisation, 'log');
    const entries: LogEntry[] = [];
    for (const id of ids) {
      const entry = await this.#upgraded(entryName(organisation, 'log', id));
      if (entry?.kind === 'log') entries.push(entry);
    }
    return entries.sort((one, next) => Number(one.id) - Number(next.id));
  }

  /** Reads an entry; one in an old format is rewritten in the current one. */
  async #upgraded(name: string): Promise<WalletEntry | undefined> {
    const sealed = await this.#section.get(name);
    if (sealed === undefined) return undefined;
    const text = this.#cipher.open(name, sealed);
    const entry = parseEntry(name, text);
    if (JSON.stringify(entry) !== text) await this.put(entry);
    return entry;
  }

  /** Identifiers of an organisation's officers, sorted. */
  officers(organisation: string): Promise<string[]> {
    return this.#ids(organisation, 'officer');
  }

  async #ids(organisation: string, kind: WalletEntry['kind']): Promise<string[]> {
    const prefix = entryName(organisation, kind, '');
    const names = await this.#section.keys({ gte: prefix, lt: `${prefix}\uffff`, limit: entriesMax }).all();
    return names.map((name) => name.slice(prefix.length));
  }

  /** Uses the store's batch, since a sublevel's own `put` cannot sync to disk. */
  async #seal(key: string, plaintext: string): Promise<void> {
    const value = this.#cipher.seal(key, plaintext);
    await this.#store.batch([{ type: 'put', sublevel: this.#section, key, value }], { sync: true });
  }

  async #find(name: string): Promise<WalletEntry | undefined> {
    const sealed = await this.#section.get(name);
    return sealed === undefined ? undefined : parseEntry(name, this.#cipher.open(name, sealed));
  }
}

/** The parts contain no slash (organisationIdSchema, officerIdSchema), so names cannot collide. */
function entryName(organisation: string, kind: WalletEntry['kind'], id: string): string {
  return `${organisation}/${kind}/${id}`;
}

/** Leaves out zod's message, which may quote the entry. */
function parseEntry(name: string, text: string): WalletEntry {
  const result = walletEntrySchema.safeParse(JSON.parse(text));
  if (!result.success) {
    throw new IdentityError('wallet-unreadable', `the wallet's entry ${name} is malformed`);
  }
  return result.data;
}
