// SPDX-License-Identifier: Apache-2.0
import { BackOff } from '../common/back-off';
import { LedgerError } from '../ledger/ledger-error';
import type { Invocation, LedgerPort, Prepared, TransactionStatus } from '../ledger/port';
import type { DeliveryLimits } from './limits';
import type { FailedOutcome, PendingOutcome, TransactionOutcome } from './outcome';
import { verdictOf } from './validation';

interface DeliveryOptions {
  readonly ledger: LedgerPort;
  readonly limits: DeliveryLimits;
  /**
   * Stores signed bytes; resolves when they are synced to disk.
   * @param replaced identifier of an earlier transaction that is known to have had no effect
   */
  readonly save: (prepared: Prepared, replaced: string | undefined) => Promise<void>;
  /** Adds to the invocation what each transaction brings anew. */
  readonly completed: (invocation: Invocation) => Invocation;
  /** Whether a transaction with this result changes anything; if not, it need not be ordered. */
  readonly changes: (result: string) => boolean;
  /** Called when a transaction has been endorsed and stored. */
  readonly endorsed: (tookMs: number) => void;
  /** Aborted to stop between two steps; what is stored by then is resumed later. */
  readonly signal: AbortSignal;
}

/** The outcome of a transaction. `idle`: it would have changed nothing, so it was not ordered. */
export type Delivered = TransactionOutcome | { readonly kind: 'idle'; readonly result: string };

/** The result of one attempt to get a transaction into a block. */
type Ordered = TransactionStatus | FailedOutcome | PendingOutcome;

/** `doubtful`: the orderers may already have the bytes, so the status is queried before sending. */
type Sending = 'unsent' | 'sent' | 'doubtful';

/**
 * Takes one transaction to its outcome: endorse, store the signed bytes, send, query the status.
 *
 * Exactly-once rests on one rule: a new transaction is made only once the last one is known to have had no effect,
 * because it was never sent or because a block contains it as invalid.
 */
export class Delivery {
  readonly #options: DeliveryOptions;
  readonly #backOff: BackOff;

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#backOff = new BackOff(options.limits.pause);
  }

  /**
   * @param stored the signed bytes of an earlier run, which may have sent them
   * @throws errors of the store; refusals and failures of the ledger are returned as outcomes
   */
  async run(invocation: Invocation, stored?: Prepared): Promise<Delivered> {
    const left = { overtaken: this.#options.limits.overtakenMax, invalid: this.#options.limits.invalidMax };
    let doubtful = stored !== undefined;
    let prepared = stored;
    let replaced: string | undefined;
    for (;;) {
      const transaction = prepared ?? (await this.#prepare(invocation, replaced));
      if ('kind' in transaction) {
        return transaction;
      }
      const ordered = await this.#order(transaction, doubtful);
      if ('kind' in ordered) {
        return ordered;
      }
      const verdict = verdictOf(ordered.code);
      if (verdict === 'valid') {
        const { transactionId, result } = transaction;
        return { kind: 'committed', transactionId, block: ordered.block, result };
      }
      const kind = verdict === 'overtaken' ? 'overtaken' : 'invalid';
      left[kind] -= 1;
      if (left[kind] <= 0) {
        return kind === 'overtaken'
          ? { kind: 'failed', code: 'read-conflict', message: ordered.code, retryable: true }
          : { kind: 'failed', code: 'transaction-invalid', message: ordered.code, retryable: false };
      }
      await this.#backOff.wait(this.#options.signal);
      prepared = undefined;
      doubtful = false;
      replaced = transaction.transactionId;
    }
  }

  /** Has the invocation endorsed and stores the signed bytes before anyone else can get them. */
  async #prepare(invocation: Invocation, replaced: string | undefined): Promise<Prepared | Delivered> {
    const { limits, signal } = this.#options;
    let last = new LedgerError('ledger-closed', 'The outbox is closing', { retry: 'none' });
    for (let attempt = 0; attempt < limits.endorsementsMax && !signal.aborted; attempt += 1) {
      try {
        return await this.#endorse(invocation, replaced);
      } catch (error) {
        last = ledgerError(error);
      }
      if (last.retry === 'none') {
        break;
      }
      await this.#backOff.wait(signal);
    }
    if (last.code === 'contract-refused') {
      return isRefusal(last.message)
        ? { kind: 'refused', refusal: last.message }
        : { kind: 'failed', code: last.code, message: last.message, retryable: true };
    }
    const stopped = signal.aborted || last.code === 'ledger-closed';
    return stopped ? { kind: 'pending', message: last.message } : failed(last);
  }

  async #endorse(invocation: Invocation, replaced: string | undefined): Promise<Prepared | Delivered> {
    const { ledger, completed, changes, endorsed, save } = this.#options;
    const startedMs = performance.now();
    const prepared = await ledger.prepare(completed(invocation));
    const tookMs = performance.now() - startedMs;
    if (!changes(prepared.result)) return { kind: 'idle', result: prepared.result };
    await save(prepared, replaced);
    endorsed(tookMs);
    return prepared;
  }

  /**
   * Sends the bytes until a block contains them.
   *
   * @param doubtful whether they may have been sent before: then the status is queried first
   */
  async #order(prepared: Prepared, doubtful: boolean): Promise<Ordered> {
    const { limits, signal } = this.#options;
    let state: Sending = doubtful ? 'doubtful' : 'unsent';
    let message = 'The outcome is not known yet';
    for (let attempt = 0; attempt < limits.sendsMax && !signal.aborted; attempt += 1) {
      const answer = await this.#attempt(prepared, state === 'doubtful');
      if (!(answer instanceof LedgerError)) {
        return answer;
      }
      if (answer.retry === 'none' && state === 'unsent') {
        return failed(answer);
      }
      state = answer.retry === 'unknown' ? 'doubtful' : 'sent';
      message = answer.message;
      await this.#backOff.wait(signal);
    }
    return { kind: 'pending', transactionId: prepared.transactionId, message };
  }

  async #attempt(prepared: Prepared, askFirst: boolean): Promise<TransactionStatus | LedgerError> {
    const { limits, ledger } = this.#options;
    const known = askFirst ? await this.#status(prepared, limits.doubtfulStatusMs) : undefined;
    if (known !== undefined && !(known instanceof LedgerError)) {
      return known;
    }
    try {
      await ledger.send(prepared.bytes);
    } catch (error) {
      return ledgerError(error);
    }
    return this.#status(prepared, limits.statusMs);
  }

  /** Any failure leaves the outcome unknown, even one that asking again would not fix. */
  async #status(prepared: Prepared, timeoutMs: number): Promise<TransactionStatus | LedgerError> {
    try {
      const status = await this.#options.ledger.status(prepared.transactionId, { timeoutMs });
      return verdictOf(status.code) === 'second-copy' ? unknown('Only a second copy is known') : status;
    } catch (error) {
      return unknown(ledgerError(error).message, error);
    }
  }
}

/**
 * Refusals are JSON with a code, and final. Any other text is not the contract's answer to this command: the peers may
 * still run an older version of it, which does not know what this gateway sends.
 */
function isRefusal(text: string): boolean {
  try {
    const document: unknown = JSON.parse(text);
    return typeof document === 'object' && document !== null && 'code' in document;
  } catch {
    return false;
  }
}

function unknown(message: string, cause?: unknown): LedgerError {
  return new LedgerError('outcome-unknown', message, { retry: 'unknown', cause });
}

function failed(error: LedgerError): FailedOutcome {
  return { kind: 'failed', code: error.code, message: error.message, retryable: error.retry !== 'none' };
}

/** Anything but a ledger error is a bug or a full disk, and must not be retried as if it were one. */
function ledgerError(error: unknown): LedgerError {
  if (error instanceof LedgerError) {
    return error;
  }
  throw error;
}
