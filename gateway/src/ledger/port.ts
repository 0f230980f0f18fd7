// SPDX-License-Identifier: Apache-2.0

/** One call of a contract transaction. Transient values never reach a block. */
export interface Invocation {
  /** Contract and transaction, such as `record:create`. */
  readonly transaction: string;
  readonly args: readonly string[];
  readonly transient?: Readonly<Record<string, Uint8Array>>;
  /** Organisations that must endorse; by default the ledger plans them. */
  readonly endorsers?: readonly string[];
}

/** An endorsed transaction: `bytes` alone are enough to send it again after a restart. */
export interface Prepared {
  readonly transactionId: string;
  readonly bytes: Uint8Array;
  /** What the contract answered. It has no effect before the transaction commits. */
  readonly result: string;
}

/** How a transaction ended: `code` is Fabric's validation code, `VALID` when it took effect. */
export interface TransactionStatus {
  readonly transactionId: string;
  readonly block: number;
  readonly code: string;
}

/** A change of one key. Private values appear as hashes only, in `privateHashes`. */
export interface KeyWrite {
  readonly key: string;
  /** `null` when the key was deleted. */
  readonly value: Uint8Array | null;
}

/** The hashed write of a private data collection: what every peer sees of it. */
export interface PrivateHash {
  readonly collection: string;
  readonly keyHash: string;
  /** Hex sha-256 of the value; `null` when the key was deleted or purged. */
  readonly valueHash: string | null;
}

export interface LedgerTransaction {
  readonly id: string;
  /** Fabric's validation code; only `VALID` transactions changed anything. */
  readonly code: string;
  /** RFC 3339 time in UTC that the client claimed. */
  readonly claimedAt: string;
  /** MSP id of the gateway that carried it. */
  readonly carrier: string;
  /** Writes to Guidang's namespace, in the ledger's order. Empty unless the code is `VALID`. */
  readonly writes: readonly KeyWrite[];
  readonly privateHashes: readonly PrivateHash[];
}

export interface LedgerBlock {
  readonly number: number;
  /** Hex sha-256 of the block's header. */
  readonly hash: string;
  readonly previousHash: string;
  /** In the order of the block, without configuration transactions. */
  readonly transactions: readonly LedgerTransaction[];
}

/** Which network and channel commands must name, to count here and nowhere else. */
export interface LedgerName {
  readonly network: string;
  readonly channel: string;
}

/**
 * One organisation's way to a ledger. Every method rejects with a {@link LedgerError}, whose class says
 * whether, and how, to try again.
 */
export interface LedgerPort {
  readonly organisation: string;
  /** Simulates and has endorsed. Nothing is ordered yet. */
  prepare(invocation: Invocation): Promise<Prepared>;
  /** Hands the signed bytes to ordering; sending the same bytes again is safe. */
  send(bytes: Uint8Array): Promise<void>;
  /** Waits until the transaction is in a block. */
  status(transactionId: string, options?: { timeoutMs?: number }): Promise<TransactionStatus>;
  /** Runs a query transaction; orders nothing. */
  evaluate(invocation: Invocation): Promise<string>;
  /** Blocks from `from` on, forever, in order; ends by `return()` or by the signal. */
  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock>;
  /** The number of blocks: the next block has this number. */
  height(): Promise<number>;
  close(): Promise<void>;
}
