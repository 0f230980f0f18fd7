// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { Agent, request as httpsRequest } from 'node:https';

/** Another gateway's response to an add-checkpoint request. */
export interface PeerAnswer {
  readonly status: number;
  readonly body: string;
}

/** Another organisation's gateway, as a witness. */
export interface WitnessPeer {
  readonly organisation: string;
  /** @throws {Error} when it cannot be reached, or does not answer before the signal aborts. */
  addCheckpoint(body: string, signal: AbortSignal): Promise<PeerAnswer>;
}

interface HttpWitnessOptions {
  readonly organisation: string;
  readonly url: string;
  /** PEM of the CA that issued its server certificate. */
  readonly tlsRoots: string;
}

/** Far larger than the cosignatures of one organisation. */
const answerBytesMax = 64 * 1024;

/** Another gateway over HTTPS; connections are kept alive for the next head. */
export class HttpWitness implements WitnessPeer {
  readonly organisation: string;
  readonly #url: URL;
  readonly #agent: Agent;

  constructor({ organisation, url, tlsRoots }: HttpWitnessOptions) {
    this.organisation = organisation;
    this.#url = new URL('/log/witness/add-checkpoint', url);
    this.#agent = new Agent({ keepAlive: true, maxSockets: 2, ca: tlsRoots, minVersion: 'TLSv1.2' });
  }

  async addCheckpoint(body: string, signal: AbortSignal): Promise<PeerAnswer> {
    const request = httpsRequest(this.#url, {
      method: 'POST',
      agent: this.#agent,
      headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Content-Length': Buffer.byteLength(body) },
      signal,
    });
    const answered = once(request, 'response') as Promise<[IncomingMessage]>;
    request.end(body);
    const [response] = await answered;
    return { status: response.statusCode ?? 0, body: await readText(response) };
  }

  close(): void {
    this.#agent.destroy();
  }
}

async function readText(response: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of response.setEncoding('utf8') as AsyncIterable<string>) {
    text += part;
    if (text.length > answerBytesMax) throw new Error('the response of the witness is too large');
  }
  return text;
}
