// SPDX-License-Identifier: Apache-2.0
import { setImmediate as turn } from 'node:timers/promises';
import type { Input } from './input';
import type { OpenTarget, Target } from './target';

/** What a parser must not do. */
type FaultKind =
  | 'untyped-error'
  | 'uncaught-exception'
  | 'unhandled-rejection'
  | 'listener-leak'
  | 'no-answer'
  | 'slow'
  | 'memory';

/** A fault, found with an input. */
export class Fault extends Error {
  readonly kind: FaultKind;

  constructor(kind: FaultKind, cause: unknown) {
    super(`${kind}: ${cause instanceof Error ? (cause.stack ?? cause.message) : String(cause)}`, { cause });
    this.kind = kind;
  }
}

interface Bounds {
  /** How long a stream may take to be read or refused, once all of it is there. */
  readonly answerMs: number;
  /** Processor time for one input, for each MiB of it: a file of as many rows as fit takes its time. */
  readonly processorMs: number;
  /** Growth of the whole process. */
  readonly growthBytes: number;
}

const bounds: Bounds = { answerMs: 10_000, processorMs: 2_000, growthBytes: 1024 ** 3 };

const memoryEvery = 1_024;
const answerSteps = 10;
const mebibyte = 1024 * 1024;

/** Watches what a parser does beside answering: errors that nobody catches, listeners that nobody takes off. */
export class Oracle {
  readonly #target: Target;
  readonly #opened: OpenTarget;
  readonly #bounds: Bounds;
  readonly #stray: Fault[] = [];
  readonly #startRssBytes = process.memoryUsage.rss();
  answered = 0;
  refused = 0;
  slowestMs = 0;

  constructor(target: Target, opened: OpenTarget, own: Bounds = bounds) {
    this.#target = target;
    this.#opened = opened;
    this.#bounds = own;
    process.on('uncaughtException', this.#onException);
    process.on('unhandledRejection', this.#onRejection);
    process.on('warning', this.#onWarning);
  }

  /** The number of inputs judged so far. */
  get inputs(): number {
    return this.answered + this.refused;
  }

  /** @throws {Fault} */
  async judge(input: Input): Promise<void> {
    const before = process.cpuUsage();
    try {
      const answer = this.#opened.run(input);
      // What parses at once leaves nothing behind, and a turn for each would cost more than most parsers.
      if (answer instanceof Promise) await this.#settled(answer);
      this.answered += 1;
    } catch (error) {
      this.#demandRefusal(error);
      this.refused += 1;
    }
    this.#demandBounds(before, input.bytes.length);
    const [stray] = this.#stray.splice(0);
    if (stray !== undefined) throw stray;
  }

  /** Waits for what the last inputs may have left behind. @throws {Fault} */
  async end(): Promise<void> {
    await turn();
    process.off('uncaughtException', this.#onException);
    process.off('unhandledRejection', this.#onRejection);
    process.off('warning', this.#onWarning);
    const [stray] = this.#stray.splice(0);
    if (stray !== undefined) throw stray;
  }

  async #settled(answer: Promise<unknown>): Promise<void> {
    const waiting = new AbortController();
    try {
      await Promise.race([answer, this.#late(waiting.signal)]);
    } finally {
      waiting.abort();
      // Node tells of errors that nobody caught after the turn in which they were thrown.
      await turn();
    }
  }

  /** Rejects when the time is up. In steps, since a process that was stopped finds one timer over, not all of them. */
  #late(signal: AbortSignal): Promise<never> {
    const { answerMs } = this.#bounds;
    return new Promise((_, reject) => {
      let left = answerSteps;
      const wait = (): void => {
        const timer = setTimeout(() => {
          left -= 1;
          if (left > 0) wait();
          else reject(new Fault('no-answer', `neither read nor refused after ${answerMs} ms`));
        }, answerMs / answerSteps);
        signal.onabort = () => {
          clearTimeout(timer);
        };
      };
      wait();
    });
  }

  #demandRefusal(error: unknown): void {
    if (error instanceof Fault) throw error;
    if (this.#target.refusals.some((refusal) => error instanceof refusal && isOwn(error, refusal))) return;
    throw new Fault('untyped-error', error);
  }

  #demandBounds(before: NodeJS.CpuUsage, sizeBytes: number): void {
    const { user, system } = process.cpuUsage(before);
    const tookMs = (user + system) / 1_000;
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    if (tookMs > this.#bounds.processorMs * Math.max(1, Math.ceil(sizeBytes / mebibyte))) {
      throw new Fault('slow', `${Math.round(tookMs)} ms of processor time`);
    }
    if (this.inputs % memoryEvery !== 0) return;
    const grownBytes = process.memoryUsage.rss() - this.#startRssBytes;
    if (grownBytes > this.#bounds.growthBytes) throw new Fault('memory', `grown by ${grownBytes} bytes`);
  }

  readonly #onException = (error: unknown): void => {
    this.#stray.push(new Fault('uncaught-exception', error));
  };

  readonly #onRejection = (error: unknown): void => {
    this.#stray.push(new Fault('unhandled-rejection', error));
  };

  readonly #onWarning = (warning: Error): void => {
    if (warning.name === 'MaxListenersExceededWarning') this.#stray.push(new Fault('listener-leak', warning));
  };
}

/** A plain `Error` is a refusal where a target says so; a TypeError or RangeError, which is one too, is a bug. */
function isOwn(error: unknown, refusal: Target['refusals'][number]): boolean {
  return refusal !== Error || (error instanceof Error && error.constructor === Error);
}
