// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { Problem } from '../problem';

/**
 * Reads the whole body, up to a limit in bytes.
 * @throws {Problem} `content-too-large`, before reading if Content-Length already exceeds the limit; `body-malformed`
 *   if the client disconnects early.
 */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer> {
  demandLength(request, bytesMax);
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let bytes = 0;
    // Listeners, not an async iterator, which costs a small request more than its parsing.
    const take = (part: Buffer): void => {
      bytes += part.length;
      if (bytes <= bytesMax) {
        parts.push(part);
        return;
      }
      // Destroying the request would destroy the socket, and the answer with it.
      request.off('data', take).pause();
      reject(tooLarge(bytesMax));
    };
    const endedEarly = (cause?: Error): void => {
      reject(new Problem('body-malformed', 'the body ended early', { field: 'body', cause }));
    };
    request
      .on('data', take)
      .once('end', () => {
        resolve(Buffer.concat(parts, bytes));
      })
      .once('error', endedEarly)
      .once('close', () => {
        if (!request.readableEnded) endedEarly();
      });
  });
}

/** @throws {Problem} `content-too-large` if the announced length is above the limit. */
export function demandLength(request: IncomingMessage, bytesMax: number): void {
  if (Number(request.headers['content-length'] ?? 0) > bytesMax) throw tooLarge(bytesMax);
}

export function tooLarge(bytesMax: number): Problem {
  // The rest of the body stays unread, so the connection cannot serve another request.
  return new Problem('content-too-large', `the body has more than ${bytesMax} bytes`, {
    field: 'body',
    headers: { Connection: 'close' },
  });
}
