// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../ledger/ledger-error';
import type { LedgerErrorCode, RetryClass } from '../ledger/ledger-error';
import type { Invocation, LedgerBlock, LedgerPort, Prepared, TransactionStatus } from '../ledger/port';

import type { Batching, Part } from '../outbox';

type Phase = 'prepare' | 'send' | 'status';

export interface Fault {
  readonly code: LedgerErrorCode;
  readonly retry: RetryClass;
  readonly message?: string;
  /** The call takes effect, and only its answer is lost. */
  readonly answerLost?: boolean;
}

/** An in-memory ledger with scripted failures, which no real ledger produces on demand. */
export class ScriptedLedger implements LedgerPort {
  readonly organisation = 'east';
  /** Every call, in order. */
  readonly calls: Phase[] = [];
  /** Arguments of the transactions that took effect, in order. */
  readonly effects: string[] = [];
  /** How many invocations each prepared transaction carried. */
  readonly sizes: number[] = [];
  readonly #faults: Record<Phase, (Fault | undefined)[]> = { prepare: [], send: [], status: [] };
  readonly #codes: string[] = [];
  readonly #blocks = new Map<string, TransactionStatus>();
  readonly #poison = new Map<string, Fault>();
  #count = 0;

  /** Scripts the next calls of a phase to fail with these; `undefined` lets one succeed. */
  fail(phase: Phase, ...faults: readonly (Fault | undefined)[]): this {
    this.#faults[phase].push(...faults);
    return this;
  }

  /** Scripts the validation codes of the next transactions; all later ones are valid. */
  end(...codes: readonly string[]): this {
    this.#codes.push(...codes);
    return this;
  }

  /** Makes every endorsement of a transaction with this argument fail like this. */
  poison(argument: string, fault: Fault): this {
    this.#poison.set(argument, fault);
    return this;
  }

  prepare({ args }: Invocation): Promise<Prepared> {
    return this.#perform('prepare', () => {
      this.sizes.push(args.length);
      const fault = args.map((argument) => this.#poison.get(argument)).find((found) => found !== undefined);
      if (fault !== undefined) throw errorOf(fault);
      this.#count += 1;
      const transactionId = `tx${this.#count}`;
      const effects = args.filter((argument) => !argument.startsWith('refuse'));
      const bytes = Buffer.from(JSON.stringify({ transactionId, effects }));
      const result = args.length > 1 ? batch + args.join(' ') : `result of ${transactionId}`;
      return { transactionId, bytes, result };
    });
  }

  send(bytes: Uint8Array): Promise<void> {
    return this.#perform('send', () => {
      const { transactionId, effects } = JSON.parse(Buffer.from(bytes).toString()) as {
        transactionId: string;
        effects: string[];
      };
      if (this.#blocks.has(transactionId)) return;
      const code = this.#codes.shift() ?? 'VALID';
      this.#blocks.set(transactionId, { transactionId, block: this.#blocks.size + 1, code });
      if (code === 'VALID') this.effects.push(...effects);
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
    throw errorOf(fault);
  }
}

/** Arguments are concatenated as they are; one that starts with `refuse` is refused. */
export const scriptedBatching: Batching = {
  invocationsMax: 100,
  completed: (invocation) => invocation,
  combine: (invocations) => {
    const [first, ...others] = invocations;
    if (first !== undefined && others.length === 0) return Promise.resolve(first);
    return Promise.resolve({ transaction: 'probe:batch', args: invocations.flatMap(({ args }) => args) });
  },
  split: (result) =>
    (result.startsWith(batch) ? result.slice(batch.length).split(' ') : [result]).map(partOf),
};

const batch = 'batch: ';

function partOf(argument: string): Part {
  return argument.startsWith('refuse')
    ? { kind: 'refused', refusal: argument }
    : { kind: 'done', answer: argument };
}

function errorOf({ code, message = code, retry }: Fault): LedgerError {
  return new LedgerError(code, message, { retry });
}
