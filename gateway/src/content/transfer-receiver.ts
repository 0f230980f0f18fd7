// SPDX-License-Identifier: Apache-2.0
import { type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import { ContentError } from './content-error';
import { contentDigest, type ContentDigest, type ContentStore, type StoredContent } from './content-store';
import { type TransferPeers } from './transfer-peers';

const HEADERS_DEADLINE_MILLISECONDS = 10_000;
const RETRY_AFTER_SECONDS = 5;

/** A content that another organisation handed over, stored here under the digest that was computed here. */
export interface Arrival {
  readonly from: string;
  readonly content: StoredContent;
}

export interface TransferReceiverOptions {
  readonly store: ContentStore;
  readonly peers: TransferPeers;
  /** PEM of this gateway's own key and certificate. */
  readonly tls: { readonly key: string; readonly certificate: string };
  readonly sizeBytesMax: number;
  readonly transfersMax: number;
  /** The longest that one transfer may take. */
  readonly deadlineMilliseconds: number;
  /**
   * Records the arrival. It is called for each transfer, again for a content that came before, since the sender
   * repeats what got no answer: recording must have one effect. Until it is done the sender gets no success.
   */
  readonly onArrival: (arrival: Arrival) => Promise<void>;
  /** Told of errors that are this side's own. */
  readonly onFailure: (error: unknown) => void;
}

/**
 * The server that takes contents from other organisations' gateways: `PUT /contents/{digest}` over mutual TLS.
 * The caller has it listen, and closes it.
 */
export function createTransferServer(options: TransferReceiverOptions): Server {
  const receiver = new TransferReceiver(options);
  const answer = (request: IncomingMessage, response: ServerResponse): void => {
    void receiver.answer(request, response);
  };
  const server = createServer({
    key: options.tls.key,
    cert: options.tls.certificate,
    ca: options.peers.authorityPems(),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
    handshakeTimeout: HEADERS_DEADLINE_MILLISECONDS,
    requestTimeout: options.deadlineMilliseconds,
    headersTimeout: Math.min(HEADERS_DEADLINE_MILLISECONDS, options.deadlineMilliseconds),
  });
  // A few more than may transfer at once, so that one too many gets an answer in place of a closed door.
  server.maxConnections = 4 * options.transfersMax;
  // A sender that expects "100 Continue" learns of a refusal before it sends the content.
  return server.on('request', answer).on('checkContinue', answer);
}

class TransferReceiver {
  readonly #options: TransferReceiverOptions;
  #transfers = 0;

  constructor(options: TransferReceiverOptions) {
    this.#options = options;
  }

  async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { from, digest } = this.#admit(request);
      this.#transfers += 1;
      try {
        await this.#receive(request, response, from, digest);
      } finally {
        this.#transfers -= 1;
      }
    } catch (error) {
      this.#refuse(request, response, error);
    }
  }

  /** All that can be told from the head of a request. */
  #admit({ method, url, headers, socket }: IncomingMessage): { from: string; digest: ContentDigest } {
    const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
    const from = certificate && this.#options.peers.organisationOf(certificate);
    if (from === undefined) throw new Refused(403, 'organisation-unknown');
    const path = /^\/contents\/([^/?]+)$/.exec(url ?? '');
    if (path === null) throw new Refused(404, 'not-found');
    if (method !== 'PUT') throw new Refused(405, 'method-not-allowed');
    const digest = contentDigest(path[1] ?? '');
    if (headers['content-length'] === undefined) throw new Refused(411, 'length-required');
    if (Number(headers['content-length']) > this.#options.sizeBytesMax)
      throw new Refused(413, 'content-too-large');
    if (this.#transfers >= this.#options.transfersMax) throw new Refused(503, 'busy');
    return { from, digest };
  }

  async #receive(
    request: IncomingMessage,
    response: ServerResponse,
    from: string,
    expected: ContentDigest,
  ): Promise<void> {
    const { store, sizeBytesMax, onArrival } = this.#options;
    if (request.headers.expect !== undefined) response.writeContinue();
    // Else a refusal half-way would destroy the connection before it could be told.
    const source = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    const content = await store.put(source, { sizeBytesMax, expected });
    await onArrival({ from, content });
    reply(response, 200, { digest: content.digest.value, sizeBytes: content.sizeBytes });
  }

  #refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const { status, code } = refusal(error);
    // A sender that broke off is its own affair, and there is nobody left to answer.
    if (request.destroyed && !request.complete) return;
    if (status === 500) this.#options.onFailure(error);
    if (status === 503) response.setHeader('retry-after', RETRY_AFTER_SECONDS);
    // The rest of the content may still be on its way: this connection carries nothing else.
    response.setHeader('connection', 'close');
    reply(response, status, { code });
  }
}

class Refused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

function refusal(error: unknown): { status: number; code: string } {
  if (error instanceof Refused) return error;
  if (error instanceof ContentError) {
    switch (error.code) {
      case 'digest-malformed':
        return { status: 400, code: error.code };
      case 'content-too-large':
        return { status: 413, code: error.code };
      case 'content-mismatch':
        return { status: 422, code: error.code };
      default:
    }
  }
  return { status: 500, code: 'internal' };
}

function reply(response: ServerResponse, status: number, body: object): void {
  const text = JSON.stringify(body);
  response
    .writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
    .end(text);
}
