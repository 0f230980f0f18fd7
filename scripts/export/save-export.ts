// SPDX-License-Identifier: Apache-2.0
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { ExportRequest } from '@guidang/gateway/application/export/selection';
import type { ApiClient } from '../api-client';

interface SaveOptions {
  readonly client: ApiClient;
  /** With why it is made: an export leaves an event. */
  readonly request: ExportRequest & { readonly purpose: string; readonly basis: string };
  readonly file: string;
  /** Called once a second with the progress. */
  readonly report: (line: string) => void;
}

interface Saved {
  readonly leaves: number;
  readonly bytes: number;
}

const reportEveryMs = 1_000;

/**
 * Streams an export from a gateway into a file, which is renamed once complete: a partial export must not look whole.
 * @throws {ApiProblem} if the gateway refuses; {Error} if the stream ends early.
 */
export async function saveExport({ client, request, file, report }: SaveOptions): Promise<Saved> {
  const body = Buffer.from(JSON.stringify(request));
  const type = { 'content-type': 'application/json' };
  const lines = client.lines('/api/v1/exports', body, type);
  const partial = `${file}.partial`;
  const count = new Count(report);
  try {
    await pipeline(count.pass(lines), createWriteStream(partial));
    if (!count.isSealed) throw new Error('the export ended before its seal');
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { leaves: count.leaves, bytes: count.bytes };
}

/** Counts bytes and lines passing through. */
class Count {
  readonly #report: (line: string) => void;
  #lines = 0;
  #last = '';
  bytes = 0;

  constructor(report: (line: string) => void) {
    this.#report = report;
  }

  /** Its last line is the seal. */
  get isSealed(): boolean {
    return this.#last.startsWith('{"seal":');
  }

  /** All lines but the first and the last two: docs/transparency-log.md. */
  get leaves(): number {
    return this.#lines - 3;
  }

  async *pass(pieces: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
    let shownMs = Date.now();
    for await (const lines of pieces) {
      const text = lines.map((line) => `${line}\n`).join('');
      this.#lines += lines.length;
      this.#last = lines.at(-1) ?? this.#last;
      this.bytes += Buffer.byteLength(text);
      yield text;
      if (Date.now() - shownMs < reportEveryMs) continue;
      shownMs = Date.now();
      this.#report(`${this.#lines} lines, ${Math.round(this.bytes / 2 ** 20)} MiB`);
    }
  }
}
