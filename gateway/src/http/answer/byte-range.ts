// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Problem } from '../problem';

/** A part of a file: from the first byte to the last one, both included. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * The part that a request asks for (RFC 9110 section 14), `undefined` for all of it: several parts, a header that is not
 * understood, or `If-Range` with another file's tag, are answered with everything, as the RFC has it.
 * @throws {Problem} `range-unsatisfiable`.
 */
export function rangeIn(
  request: IncomingMessage,
  { sizeBytes, etag }: { readonly sizeBytes: number; readonly etag: string },
): ByteRange | undefined {
  const asked = partAsked(request, etag);
  if (asked === undefined) return undefined;
  const { first, last } = asked;
  // Without a first byte, as many from the end; of a shorter file, all.
  const start = first ?? Math.max(0, sizeBytes - last);
  const end = first === undefined ? sizeBytes - 1 : Math.min(last, sizeBytes - 1);
  if (start > end) {
    throw new Problem('range-unsatisfiable', `the file has ${sizeBytes} bytes`, {
      headers: { 'Content-Range': `bytes */${sizeBytes}` },
    });
  }
  return { start, end };
}

/** Whether a request asks for one part: anything else would be answered with everything. */
export function asksForPart(request: IncomingMessage, etag: string): boolean {
  return partAsked(request, etag) !== undefined;
}

interface PartAsked {
  /** `undefined`: the last ones of the file. */
  readonly first: number | undefined;
  /** The last byte, or how many of the last ones. */
  readonly last: number;
}

function partAsked(request: IncomingMessage, etag: string): PartAsked | undefined {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/i.exec(request.headers.range ?? '') ?? [];
  if (`${from}${to}` === '' || !isOfSameFile(request, etag)) return undefined;
  const last = to === '' ? Infinity : Number(to);
  if (from === '') return { first: undefined, last };
  // One that ends before it begins is none, and is ignored.
  return last < Number(from) ? undefined : { first: Number(from), last };
}

/** Files have no times of change: a date in `If-Range` is no tag of theirs. */
function isOfSameFile({ headers }: IncomingMessage, etag: string): boolean {
  const wanted = headers['if-range'];
  return wanted === undefined || wanted === etag;
}

/** Reads all of the source, since it is verified as a whole, and passes on the part. */
export function partOf(source: Readable, { start, end }: ByteRange): Readable {
  async function* part(): AsyncGenerator<Uint8Array> {
    let at = 0;
    for await (const bytes of source as AsyncIterable<Uint8Array>) {
      const wanted = bytes.subarray(Math.max(start - at, 0), Math.max(end + 1 - at, 0));
      at += bytes.length;
      if (wanted.length > 0) yield wanted;
    }
  }
  return Readable.from(part(), { objectMode: false });
}
