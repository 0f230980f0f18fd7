// SPDX-License-Identifier: Apache-2.0
import { addAbortSignal, Readable } from 'node:stream';

/**
 * An answer that is sent part by part while its reader is there.
 * @param signal aborts when the reader has left, which may be before the first part is asked for.
 */
export function streamToReader(parts: AsyncIterable<string>, signal: AbortSignal): Readable {
  const stream = Readable.from(parts, { objectMode: false });
  // Whoever sends it hears of the abort too; until then nobody listens, and an error that nobody hears ends the process.
  stream.on('error', () => undefined);
  return addAbortSignal(signal, stream);
}
