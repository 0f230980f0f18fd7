// SPDX-License-Identifier: Apache-2.0
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import type { Reply } from '../route';
import { cookieOf } from '../session/cookies';
import { etagOf } from './etag';

const plainText = 'text/plain; charset=utf-8';

/** Sends a handler's answer. By default only versioned resources may be cached, and only by the client itself. */
export async function send(reply: Reply, request: Request, response: Response): Promise<void> {
  const { status, headers = {}, version, stream, file } = reply;
  const etag = version === undefined ? undefined : etagOf(version);
  response.statusCode = status;
  // The computer at a counter is shared: a browser keeps nothing that was read in a session.
  const isKept = etag !== undefined && cookieOf(request, 'session') === undefined;
  response.setHeader('Cache-Control', isKept ? 'private, no-cache' : 'no-store');
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (etag !== undefined) response.setHeader('ETag', etag);
  if (stream !== undefined) await sendStream(stream, response);
  else if (etag !== undefined && request.fresh) response.status(304).end();
  else if (file !== undefined) response.sendFile(file);
  else sendBody(reply, response);
}

/** To one who has left meanwhile nothing is sent, which is no fault. */
async function sendStream(stream: Readable, response: Response): Promise<void> {
  if (response.destroyed) stream.destroy();
  else await pipeline(stream, response);
}

function sendBody({ body, text, bytes }: Reply, response: Response): void {
  const data = text ?? bytes;
  if (data !== undefined) {
    if (text !== undefined && !response.hasHeader('Content-Type')) {
      response.setHeader('Content-Type', plainText);
    }
    // Node sets the length itself, except for HEAD.
    response.setHeader('Content-Length', Buffer.byteLength(data));
    response.end(data);
  } else if (body === undefined) {
    response.end();
  } else {
    response.setHeader('Content-Type', 'application/json');
    response.end(JSON.stringify(body));
  }
}
