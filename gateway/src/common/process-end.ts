// SPDX-License-Identifier: Apache-2.0

/** The parts of a process that its end needs. */
interface EndingProcess {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  once(event: NodeJS.Signals, listener: () => void): EndingProcess;
  exit(code: number): void;
}

interface EndLogger {
  info(message: string): void;
  fatal(facts: { readonly error: unknown }, message: string): void;
}

interface EndOptions {
  readonly logger: EndLogger;
  readonly process?: EndingProcess;
  /** After so long the process ends with whatever is still open. */
  readonly withinMs?: number;
}

/** Longer than the parts of a gateway take together to let requests and writes finish. */
const withinMsUsual = 30_000;

/**
 * Ends the process in order: on a signal with code 0, on an error that nobody caught with code 1, so that a supervisor
 * starts it again. Nobody knows what such an error has left half done; so no new work is taken, and what is in flight is
 * settled or stays stored for the next start.
 */
export class ProcessEnd {
  readonly #logger: EndLogger;
  readonly #process: EndingProcess;
  readonly #withinMs: number;
  #close: () => Promise<void> = () => Promise.resolve();
  #code: number | undefined;

  constructor({ logger, process: own = process, withinMs = withinMsUsual }: EndOptions) {
    this.#logger = logger;
    this.#process = own;
    this.#withinMs = withinMs;
    own.on('uncaughtException', (error) => {
      this.fail(error, 'uncaught exception');
    });
    // Each by itself: a library that listens to rejections, as Fabric's do, would keep Node from raising them.
    own.on('unhandledRejection', (error) => {
      this.fail(error, 'unhandled rejection');
    });
    const stop = (): void => {
      logger.info('stopping');
      this.#end(0);
    };
    own.once('SIGTERM', stop).once('SIGINT', stop);
  }

  /** Says how what has been opened meanwhile is closed. */
  closesBy(close: () => Promise<void>): void {
    this.#close = close;
  }

  /** Ends the process because of an error. */
  fail(error: unknown, what: string): void {
    this.#logger.fatal({ error }, `${what}: the process ends`);
    this.#end(1);
  }

  #end(code: number): void {
    const isEnding = this.#code !== undefined;
    this.#code = Math.max(code, this.#code ?? 0);
    if (isEnding) return;
    const late = setTimeout(() => {
      this.#logger.fatal({ error: new Error(`not closed after ${this.#withinMs} ms`) }, 'the end is forced');
      this.#process.exit(1);
    }, this.#withinMs);
    this.#closed().then(
      () => {
        clearTimeout(late);
        this.#process.exit(this.#code ?? code);
      },
      (error: unknown) => {
        clearTimeout(late);
        this.#logger.fatal({ error }, 'the process did not stop cleanly');
        this.#process.exit(1);
      },
    );
  }

  async #closed(): Promise<void> {
    await this.#close();
  }
}
