// SPDX-License-Identifier: Apache-2.0
import type { Answer, Question, Told } from '@guidang/verifier/page';

/** The offline verifier in a worker: hashes and checks files, and sends nothing. */
export class Checker {
  readonly #script: string;
  readonly #onReading: (name: string, bytes: number) => void;
  #worker: Worker | undefined;
  #isChecking = false;

  /** @param onReading hears how far a large file has been read. */
  constructor(script: string, onReading: (name: string, bytes: number) => void) {
    this.#script = script;
    this.#onReading = onReading;
  }

  /** @throws {Error} where the browser does not run the worker. */
  ask(files: readonly File[]): Promise<readonly Answer[]> {
    const worker = (this.#worker ??= new Worker(this.#script));
    this.#isChecking = true;
    return new Promise((resolve, reject) => {
      worker.onmessage = ({ data }: MessageEvent<Told>) => {
        if ('answers' in data) {
          this.#isChecking = false;
          resolve(data.answers);
        } else {
          this.#onReading(data.reading, data.bytes);
        }
      };
      worker.onerror = () => {
        this.stop();
        reject(new Error('the worker has failed'));
      };
      const question: Question = { files };
      worker.postMessage(question);
    });
  }

  /** Nobody waits any more for what it still checks; where it checks nothing, it is ready for the next. */
  stop(): void {
    if (!this.#isChecking) return;
    this.#isChecking = false;
    this.#worker?.terminate();
    this.#worker = undefined;
  }
}
