// SPDX-License-Identifier: Apache-2.0
import type { Outcome } from './run-target';

/** What the command gives the thread in which a parser runs. */
export interface Task {
  /** The module that lists the targets. */
  readonly module: string;
  readonly target: string;
  readonly inputs: number;
  readonly seed: number;
  readonly seconds: number | undefined;
  /** What earlier turns have done of these inputs. */
  readonly done?: { readonly inputs: number; readonly cuts: number } | undefined;
  /** One input instead of generated ones. */
  readonly bytes: Uint8Array | undefined;
  readonly trace: SharedArrayBuffer;
}

export type Answer = { readonly outcome: Outcome } | { readonly failure: string };

const headBytes = 16;

/** The input that is being judged, where the command still sees it after the thread hangs or has died. */
export class Trace {
  readonly #head: Int32Array;
  readonly #bytes: Uint8Array;

  constructor(shared: SharedArrayBuffer) {
    this.#head = new Int32Array(shared, 0, headBytes / 4);
    this.#bytes = new Uint8Array(shared, headBytes);
  }

  static get sizeBytes(): number {
    return headBytes + 16 * 1024 * 1024;
  }

  /** Inputs begun. */
  get count(): number {
    return Atomics.load(this.#head, 0);
  }

  /** The last input begun. */
  get bytes(): Buffer {
    return Buffer.from(this.#bytes.subarray(0, Atomics.load(this.#head, 1)));
  }

  write(bytes: Uint8Array): void {
    this.#bytes.set(bytes.subarray(0, this.#bytes.length));
    Atomics.store(this.#head, 1, Math.min(bytes.length, this.#bytes.length));
    Atomics.add(this.#head, 0, 1);
  }
}
