// SPDX-License-Identifier: Apache-2.0

/** One call of a transaction as a peer receives it: plain data, so that it can be replayed elsewhere. */
export interface Invocation {
  /** Such as `record:create`. */
  readonly transaction: string;
  readonly arguments: readonly string[];
  readonly transactionId: string;
  readonly channel: string;
  readonly claimedAt: string;
  /** The submitting gateway: MSP id and certificate in PEM. */
  readonly mspId: string;
  readonly certificate: string;
  readonly transient?: Readonly<Record<string, string>>;
}
