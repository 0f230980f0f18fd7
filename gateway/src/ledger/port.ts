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

/** An endorsed transaction: `bytes` are all that is needed to send it again after a restart. */
export interface Prepared {
  readonly transactionId: string;
  readonly bytes: Uint8Array;
  /** The contract's result. It has no effect before the transaction commits. */
  readonly result: string;
}

/** How a transaction ended: `code` is Fabric's validation code, `VALID` if it took effect. */
export interface TransactionStatus {
  readonly transactionId: string;
  readonly block: number;
  readonly code: string;
}

/** A change of one key. Private values appear as hashes only, in `privateHashes`. */
export interface KeyWrite {
  readonly key: string;
  /** `null` if the key was deleted. */
  readonly value: Uint8Array | null;
}

/** The hashed write to a private data collection: all that every peer sees of it. */
export interface PrivateHash {
  readonly collection: string;
  readonly keyHash: string;
  /** Hex SHA-256 of the value; `null` if the key was deleted or purged. */
  readonly valueHash: string | null;
}

/**
 * A code of our own beside Fabric's: the transaction's identifier was taken by another member's envelope before it came,
 * so it has no effect, and a new one may succeed.
 */
export const identifierTaken = 'TXID_TAKEN';

export interface LedgerTransaction {
  readonly id: string;
  /** Fabric's validation code; only `VALID` transactions changed anything. */
  readonly code: string;
  /** RFC 3339 time in UTC according to the client. */
  readonly claimedAt: string;
  /** MSP id of the gateway that submitted it. */
  readonly carrier: string;
  /** Writes to Guidang's namespace, in the ledger's order. Empty unless the code is `VALID`. */
  readonly writes: readonly KeyWrite[];
  readonly privateHashes: readonly PrivateHash[];
}

export interface LedgerBlock {
  readonly number: number;
  /** Hex SHA-256 of the block's header. */
  readonly hash: string;
  readonly previousHash: string;
  /** In block order, without configuration transactions. */
  readonly transactions: readonly LedgerTransaction[];
}

/** The network and channel that commands must name, so that they are valid on no other. */
export interface LedgerName {
  readonly network: string;
  readonly channel: string;
}

/**
 * One organisation's access to a ledger. Every method rejects with a {@link LedgerError} that says whether and how to
 * retry.
 */
export interface LedgerPort {
  readonly organisation: string;
  /** Simulates the transaction and collects endorsements. Nothing is ordered yet. */
  prepare(invocation: Invocation): Promise<Prepared>;
  /** Submits the signed bytes to ordering; sending the same bytes again is safe. */
  send(bytes: Uint8Array): Promise<void>;
  /** Waits until the transaction is in a block. */
  status(transactionId: string, options?: { timeoutMs?: number }): Promise<TransactionStatus>;
  /** Runs a query transaction; orders nothing. */
  evaluate(invocation: Invocation): Promise<string>;
  /** Blocks from `from` on, in order and without end; stops on `return()` or on the signal. */
  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock>;
  /** The number of blocks, which is also the number of the next block. */
  height(): Promise<number>;
  close(): Promise<void>;
}
