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

const answerMsUsual = 10_000;
/** Processor time for one input, for each MiB of it. */
const processorMsMax = 2_000;
/**
 * And for each of its lines, where each is read, or refused in words, by itself: 30 to 70 µs on an idle machine. What
 * takes longer with every line before it goes beyond this.
 */
const lineMsMax = 0.15;
/** Growth of the whole process. */
const growthBytesMax = 1024 ** 3;

/** Of an input that took no longer, it does not matter whether the process was stopped meanwhile. */
const quickMs = 20;
const memoryEvery = 1_024;
/** How often what a parser that does not wait may have left behind is waited for. */
const strayEvery = 256;
const answerSteps = 10;
const mebibyte = 1024 * 1024;
const [lineFeed, carriageReturn] = [0x0a, 0x0d];

/** Watches what a parser does beside answering: errors that nobody catches, listeners that nobody takes off. */
export class Oracle {
  readonly #target: Target;
  readonly #opened: OpenTarget;
  readonly #stray: Fault[] = [];
  /** In steps, since a process that was stopped finds one step over, not all; and one timer, not one for each input. */
  readonly #watch: NodeJS.Timeout;
  /** Processor time when it was last looked up, and what quick inputs have taken since. */
  #read = process.cpuUsage();
  #quickMs = 0;
  #steps = 0;
  #giveUp: ((fault: Fault) => void) | undefined;
  readonly #startRssBytes = process.memoryUsage.rss();
  answered = 0;
  refused = 0;
  slowestMs = 0;

  constructor(target: Target, opened: OpenTarget) {
    this.#target = target;
    this.#opened = opened;
    process.on('uncaughtException', this.#onException);
    process.on('unhandledRejection', this.#onRejection);
    process.on('warning', this.#onWarning);
    const { answerMs = answerMsUsual } = target;
    this.#watch = setInterval(() => {
      this.#steps += 1;
      if (this.#steps > answerSteps) {
        this.#giveUp?.(new Fault('no-answer', `neither read nor refused after ${answerMs} ms`));
      }
    }, answerMs / answerSteps);
  }

  /** The number of inputs judged so far. */
  get inputs(): number {
    return this.answered + this.refused;
  }

  /**
   * Judges an input; at once, unless the parser waits.
   * @throws {Fault}
   */
  judge(input: Input): Promise<void> | undefined {
    const beganMs = performance.now();
    let answer: unknown;
    try {
      answer = this.#opened.run(input);
    } catch (error) {
      this.#refused(error);
      return this.#judged(beganMs, input);
    }
    if (answer instanceof Promise) return this.#judgeLater(answer, beganMs, input);
    this.answered += 1;
    return this.#judged(beganMs, input);
  }

  /** Waits for what the last inputs may have left behind. @throws {Fault} */
  async end(): Promise<void> {
    await turn();
    clearInterval(this.#watch);
    process.off('uncaughtException', this.#onException);
    process.off('unhandledRejection', this.#onRejection);
    process.off('warning', this.#onWarning);
    this.#demandNoStray();
  }

  async #judgeLater(answer: Promise<unknown>, beganMs: number, input: Input): Promise<void> {
    try {
      await Promise.race([answer, this.#late()]);
      this.answered += 1;
    } catch (error) {
      this.#refused(error);
    }
    this.#giveUp = undefined;
    // Node tells of errors that nobody caught after the turn in which they were thrown.
    await turn();
    this.#demandBounds(beganMs, input);
    this.#demandNoStray();
  }

  /** What parses at once leaves nothing behind, and a turn for each would cost more than most parsers. */
  #judged(beganMs: number, input: Input): Promise<void> | undefined {
    this.#demandBounds(beganMs, input);
    if (this.inputs % strayEvery !== 0) return undefined;
    return turn().then(() => {
      this.#demandNoStray();
    });
  }

  #demandNoStray(): void {
    const [stray] = this.#stray.splice(0);
    if (stray !== undefined) throw stray;
  }

  /** Rejects when the time is up, which {@link #watch} counts. */
  #late(): Promise<never> {
    return new Promise((_, reject) => {
      this.#steps = 0;
      this.#giveUp = reject;
    });
  }

  #refused(error: unknown): void {
    this.#demandRefusal(error);
    this.refused += 1;
  }

  #demandRefusal(error: unknown): void {
    if (error instanceof Fault) throw error;
    if (this.#target.refusals.some((refusal) => error instanceof refusal && isOwn(error, refusal))) return;
    throw new Fault('untyped-error', error);
  }

  #demandBounds(beganMs: number, input: Input): void {
    const tookMs = this.#processorMs(performance.now() - beganMs);
    this.slowestMs = Math.max(this.slowestMs, tookMs);
    if (tookMs > quickMs && tookMs > this.#boundMs(input)) {
      throw new Fault('slow', `${Math.round(tookMs)} ms of processor time`);
    }
    if (this.inputs % memoryEvery !== 0) return;
    this.#readProcessorTime();
    const grownBytes = process.memoryUsage.rss() - this.#startRssBytes;
    if (grownBytes > growthBytesMax) throw new Fault('memory', `grown by ${grownBytes} bytes`);
  }

  #boundMs({ bytes }: Input): number {
    const lines = this.#target.isOfLines === true ? linesIn(bytes) : 0;
    return processorMsMax * Math.max(1, Math.ceil(bytes.length / mebibyte)) + lineMsMax * lines;
  }

  /** Of an input that took so long. Its processor time is only looked up if that is long: to ask costs as much as to parse. */
  #processorMs(elapsedMs: number): number {
    if (elapsedMs < quickMs) {
      this.#quickMs += elapsedMs;
      return elapsedMs;
    }
    const { user, system } = process.cpuUsage(this.#read);
    const usedMs = Math.max(0, (user + system) / 1_000 - this.#quickMs);
    this.#readProcessorTime();
    return Math.min(elapsedMs, usedMs);
  }

  #readProcessorTime(): void {
    this.#read = process.cpuUsage();
    this.#quickMs = 0;
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

/** Lines may end by either character. */
function linesIn(bytes: Buffer): number {
  return bytes.reduce((count, byte) => (byte === lineFeed || byte === carriageReturn ? count + 1 : count), 1);
}
