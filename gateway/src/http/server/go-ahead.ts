// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server, ServerResponse } from 'node:http';

/**
 * Keeps `100 Continue` back (RFC 9110 section 10.1.1): a caller who asks before sending a body of gigabytes is told of a
 * refusal first. Node would send it at once.
 */
export function holdGoAhead(server: Server): void {
  server.on('checkContinue', (request: IncomingMessage, response: ServerResponse) => {
    // The body that was announced may not come after a refusal: the next request could not be told from it.
    response.setHeader('Connection', 'close');
    server.emit('request', request, response);
  });
}

/** Sends `100 Continue` to a caller who waits for it: nothing that the head says stands against the body. */
export function giveGoAhead({ headers: { expect } }: IncomingMessage, response: ServerResponse): void {
  if (expect?.toLowerCase() !== '100-continue') return;
  response.removeHeader('Connection');
  response.writeContinue();
}
