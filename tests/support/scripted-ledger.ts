// SPDX-License-Identifier: Apache-2.0
import { LedgerError, type LedgerErrorCode, type RetryClass } from '../../gateway/src/ledger/ledger-error';
import {
  type Invocation,
  type LedgerBlock,
  type LedgerPort,
  type Prepared,
  type TransactionStatus,
} from '../../gateway/src/ledger/port';

export type Phase = 'prepare' | 'send' | 'status';

export interface Fault {
  readonly code: LedgerErrorCode;
  readonly retry: RetryClass;
  readonly message?: string;
  /** The call takes effect, and only its answer is lost. */
  readonly answerLost?: boolean;
}

/** A ledger in memory that fails as it is told to: for what no real ledger does on demand. */
export class ScriptedLedger implements LedgerPort {
  readonly organisation = 'east';
  /** Every call, in order. */
  readonly calls: Phase[] = [];
  /** First arguments of the transactions that took effect. */
  readonly effects: string[] = [];
  readonly #faults: Record<Phase, (Fault | undefined)[]> = { prepare: [], send: [], status: [] };
  readonly #codes: string[] = [];
  readonly #blocks = new Map<string, TransactionStatus>();
  #count = 0;

  /** The next calls of a phase fail so; `undefined` lets one through. */
  fail(phase: Phase, ...faults: readonly (Fault | undefined)[]): this {
    this.#faults[phase].push(...faults);
    return this;
  }

  /** The next transactions end so; all later ones are valid. */
  end(...codes: readonly string[]): this {
    this.#codes.push(...codes);
    return this;
  }

  prepare(invocation: Invocation): Promise<Prepared> {
    return this.#perform('prepare', () => {
      this.#count += 1;
      const transactionId = `tx${this.#count}`;
      const bytes = Buffer.from(JSON.stringify({ transactionId, effect: invocation.args[0] }));
      return { transactionId, bytes, result: `result of ${transactionId}` };
    });
  }

  send(bytes: Uint8Array): Promise<void> {
    return this.#perform('send', () => {
      const { transactionId, effect } = JSON.parse(Buffer.from(bytes).toString()) as Record<string, string>;
      if (transactionId === undefined || this.#blocks.has(transactionId)) return;
      const code = this.#codes.shift() ?? 'VALID';
      this.#blocks.set(transactionId, { transactionId, block: this.#blocks.size + 1, code });
      if (code === 'VALID') this.effects.push(effect ?? '');
    });
  }

  status(transactionId: string): Promise<TransactionStatus> {
    return this.#perform('status', () => {
      const status = this.#blocks.get(transactionId);
      if (status === undefined) {
        throw new LedgerError('status-timeout', 'in no block', { retry: 'unknown', transactionId });
      }
      return status;
    });
  }

  evaluate(): Promise<string> {
    return Promise.resolve('');
  }

  blocks(): AsyncIterable<LedgerBlock> {
    throw new Error('not scripted');
  }

  height(): Promise<number> {
    return Promise.resolve(this.#blocks.size);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  async #perform<T>(phase: Phase, effect: () => T): Promise<T> {
    await Promise.resolve();
    this.calls.push(phase);
    const fault = this.#faults[phase].shift();
    if (fault === undefined) return effect();
    if (fault.answerLost === true) effect();
    throw new LedgerError(fault.code, fault.message ?? fault.code, { retry: fault.retry });
  }
}
