// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestLog } from '../../scripts/verifier/src/testing/log';
import { rootOf } from '../../scripts/verifier/src/testing/tree';

const tileWidth = 256;

/** A server for the files of a log, which a test may alter. */
export class ServedLog {
  /** The files served, by path. */
  readonly files = new Map<string, Buffer>();
  /** The paths that were requested. */
  readonly asked: string[] = [];
  /** What is answered with 403, by its path, but to who has this authorization. */
  readonly #closed = new Map<string, string | undefined>();
  readonly #server: Server;
  #url = '';

  private constructor() {
    this.#server = createServer(({ url = '', headers: { authorization = '' } }, response) => {
      this.asked.push(url);
      const file = this.files.get(url);
      if (this.#closed.has(url) && this.#closed.get(url) !== authorization) response.writeHead(403).end();
      else response.writeHead(file === undefined ? 404 : 200).end(file);
    });
    // Client and server share a thread: while one is at work, the other must not close what is between them as idle.
    this.#server.keepAliveTimeout = 0;
  }

  static async start(): Promise<ServedLog> {
    const served = new ServedLog();
    served.#server.listen(0, '127.0.0.1');
    await once(served.#server, 'listening');
    served.#url = `http://127.0.0.1:${(served.#server.address() as AddressInfo).port}`;
    return served;
  }

  get url(): string {
    return this.#url;
  }

  /** Serves the first leaves of a log under a head, signed now by default, and removes earlier partial tiles. */
  publish(log: TestLog, size: number, head = log.head({ size, time: nowSeconds() })): void {
    this.files.clear();
    this.files.set('/api/v1/log/keys', Buffer.from(log.keys));
    this.files.set('/checkpoint', Buffer.from(head));
    for (let index = 0; index * tileWidth < size; index += 1) {
      const leaves = log.entries.slice(index * tileWidth, Math.min(size, (index + 1) * tileWidth));
      this.files.set(pathOf('entries', index, leaves.length), bundleOf(leaves.map(({ leaf }) => leaf)));
    }
    let nodes = log.hashes.slice(0, size);
    for (let level = 0; nodes.length > 0; level += 1) {
      const full: Buffer[] = [];
      for (let index = 0; index * tileWidth < nodes.length; index += 1) {
        const hashes = nodes.slice(index * tileWidth, (index + 1) * tileWidth);
        this.files.set(pathOf(level, index, hashes.length), Buffer.concat(hashes));
        if (hashes.length === tileWidth) full.push(rootOf(hashes));
      }
      nodes = full;
    }
  }

  /** Shows a file to nobody else than who has an authorization. */
  close403(path: string, authorization?: string): void {
    this.#closed.set(path, authorization);
  }

  /** Flips a bit of a file. */
  flip(path: string, at = 0): void {
    const bytes = Buffer.from(this.files.get(path) ?? '');
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    this.files.set(path, bytes);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    if (this.#server.listening) await new Promise((resolve) => this.#server.close(resolve));
  }
}

export function nowSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

/** For logs of fewer than 256,000 leaves. */
function pathOf(level: number | 'entries', index: number, width: number): string {
  return `/tile/${level}/${String(index).padStart(3, '0')}${width === tileWidth ? '' : `.p/${width}`}`;
}

function bundleOf(leaves: readonly string[]): Buffer {
  return Buffer.concat(
    leaves.flatMap((leaf) => {
      const length = Buffer.alloc(2);
      length.writeUInt16BE(Buffer.byteLength(leaf));
      return [length, Buffer.from(leaf)];
    }),
  );
}
