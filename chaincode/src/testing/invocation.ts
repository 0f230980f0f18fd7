// SPDX-License-Identifier: Apache-2.0

/** One call of a transaction, as a peer would get it: plain data, so that it can be run again elsewhere. */
export interface Invocation {
  /** Such as `record:create`. */
  readonly transaction: string;
  readonly arguments: readonly string[];
  readonly transactionId: string;
  readonly channel: string;
  readonly claimedAt: string;
  /** The gateway that carries it: MSP id and certificate in PEM. */
  readonly mspId: string;
  readonly certificate: string;
  readonly transient?: Readonly<Record<string, string>>;
}
