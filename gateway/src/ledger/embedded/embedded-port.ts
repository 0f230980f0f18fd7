// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../ledger-error';
import type { Invocation, LedgerBlock, LedgerPort, Prepared, TransactionStatus } from '../port';
import type { Endorser } from './endorser';
import { closedError } from './ordered-ledger';
import type { OrderedLedger } from './ordered-ledger';
import { decodeEnvelope } from './transaction';
import type { Creator } from '@guidang/chaincode/simulator';

const statusTimeoutMs = 30_000;

interface EmbeddedPortOptions {
  readonly ledger: OrderedLedger;
  readonly endorser: Endorser;
  readonly organisation: string;
  readonly creator: Creator;
  readonly clock: () => Date;
}

/** One organisation's port to the embedded ledger. Closing it leaves the ledger open for the others. */
export class EmbeddedPort implements LedgerPort {
  readonly organisation: string;
  readonly #ledger: OrderedLedger;
  readonly #endorser: Endorser;
  readonly #client: { readonly creator: Creator; readonly clock: () => Date };
  readonly #closing = new AbortController();
  readonly #closed: AbortSignal;

  constructor({ ledger, endorser, organisation, creator, clock }: EmbeddedPortOptions) {
    this.organisation = organisation;
    this.#ledger = ledger;
    this.#endorser = endorser;
    this.#client = { creator, clock };
    this.#closed = AbortSignal.any([ledger.closing, this.#closing.signal]);
  }

  async prepare(invocation: Invocation): Promise<Prepared> {
    this.#closed.throwIfAborted();
    return this.#endorser.prepare(invocation, this.#client);
  }

  async send(bytes: Uint8Array): Promise<void> {
    this.#closed.throwIfAborted();
    const envelope = decodeEnvelope(bytes);
    this.#endorser.checkName(envelope);
    await this.#ledger.submit(envelope, bytes.length);
  }

  async status(
    transactionId: string,
    { timeoutMs = statusTimeoutMs }: { timeoutMs?: number } = {},
  ): Promise<TransactionStatus> {
    const timeout = AbortSignal.timeout(timeoutMs);
    const ended = AbortSignal.any([timeout, this.#closed]);
    for (;;) {
      this.#closed.throwIfAborted();
      const { height } = this.#ledger;
      const found = await this.#ledger.find(transactionId);
      if (found !== undefined) return found;
      if (timeout.aborted) {
        const message = `transaction ${transactionId} was not in a block after ${timeoutMs} ms`;
        throw new LedgerError('status-timeout', message, { retry: 'unknown', transactionId });
      }
      await this.#ledger.waitBeyond(height, ended);
    }
  }

  async evaluate(invocation: Invocation): Promise<string> {
    this.#closed.throwIfAborted();
    return this.#endorser.evaluate(invocation, this.#client);
  }

  blocks(from: number, signal?: AbortSignal): AsyncIterable<LedgerBlock> {
    return this.#ledger.blocks(from, this.#closed, signal);
  }

  height(): Promise<number> {
    return this.#closed.aborted ? Promise.reject(closedError()) : Promise.resolve(this.#ledger.height);
  }

  close(): Promise<void> {
    this.#closing.abort(closedError());
    return Promise.resolve();
  }
}
