// SPDX-License-Identifier: Apache-2.0
import type { PictureAnswer, PictureQuestion } from './code-worker';

/** What is no picture, or cannot be read here. */
export class Unreadable extends Error {}

/** Reads codes out of pictures, in a worker that is fetched for the first of them; nothing is sent. */
export class CodeReader {
  readonly #script: string;
  #worker: Worker | undefined;

  constructor(script: string) {
    this.#script = script;
  }

  /**
   * @returns the text of the code; undefined without a code.
   * @throws {Unreadable}
   */
  read(picture: Blob | ImageBitmap): Promise<string | undefined> {
    const worker = (this.#worker ??= new Worker(this.#script));
    const { port1, port2: port } = new MessageChannel();
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        this.#worker = undefined;
        reject(new Unreadable());
      };
      worker.addEventListener('error', fail, { once: true });
      port1.onmessage = ({ data }: MessageEvent<PictureAnswer>) => {
        worker.removeEventListener('error', fail);
        port1.close();
        if ('unreadable' in data) reject(new Unreadable());
        else resolve(data.text);
      };
      const question: PictureQuestion = { picture, port };
      worker.postMessage(question, picture instanceof Blob ? [port] : [port, picture]);
    });
  }
}
