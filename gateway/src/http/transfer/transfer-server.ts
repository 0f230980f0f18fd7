// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:https';
import type { Server } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { ErrorRequestHandler, Express, Request, RequestHandler, Response } from 'express';
import { caseIdSchema, recordIdSchema } from '@guidang/chaincode/model';
import { within } from '../../common/within';
import { contentDigest, ContentError, subjectHeaders } from '../../content';
import type {
  ContentDigest,
  ContentStore,
  PutLimits,
  StoredContent,
  TransferPeers,
  TransferSubject,
} from '../../content';
import { Problem } from '../problem';
import { toProblem } from '../answer/to-problem';
import { sendProblem } from '../answer/problem-response';
import { serveRoutes } from '../router';
import { keepPace } from '../server/body-pace';
import type { Pace } from '../server/body-pace';
import { Share } from '../server/share';
import { strictExpress } from '../server/strict-express';

const headersMsMax = 10_000;
const retryAfterSeconds = 5;

export interface Transfer {
  readonly from: string;
  /** What the sender says that it belongs to. */
  readonly of: TransferSubject;
}

/** A content that another organisation wants to send. */
export interface Announcement extends Transfer {
  readonly digest: ContentDigest;
  readonly sizeBytes: number;
}

/** A content received from another organisation, stored under the digest computed here. */
export interface Arrival extends Transfer {
  readonly content: StoredContent;
}

export interface TransferServerOptions {
  readonly store: ContentStore;
  readonly peers: TransferPeers;
  /** PEM of this gateway's own key and certificate. */
  readonly tls: { readonly key: string; readonly certificate: string };
  readonly sizeBytesMax: number;
  /** How many contents may be on their way at once, and how many of one organisation: the others go on. */
  readonly transfersMax: number;
  readonly transfersPerSenderMax: number;
  /** How slow a transfer may be, and for how long, and on the average; how long it takes in all depends on the file. */
  readonly pace: Pace;
  /**
   * Called before the first byte is taken: throws unless the content is to come here.
   * @returns what gives the room back that was set aside for it, once it has come or not.
   */
  readonly onAnnounced: (announcement: Announcement) => Promise<() => void>;
  /** Called when all of it has come, before anybody can read it: nothing is kept if it throws. */
  readonly onKept: (transfer: Transfer) => PutLimits['onKept'];
  /**
   * Records the arrival on the ledger. Called for every transfer, also for a repeated one, since the sender repeats a
   * request that got no answer: recording must be idempotent. The sender gets success only after it resolves.
   */
  readonly onArrival: (arrival: Arrival) => Promise<void>;
  /** Called with internal errors. */
  readonly onFailure: (error: unknown) => void;
}

export interface TransferServer {
  /** The caller starts listening. */
  readonly server: Server;
  /**
   * Stops: what is coming in is broken off, and handed over again by its sender; what has come is recorded first, if
   * that takes no longer than so.
   */
  close(withinMs: number): Promise<void>;
}

/**
 * The server that receives contents from other organisations' gateways: `PUT /contents/{digest}` over mutual TLS. It
 * shares the API's router and problems, but has a listener of its own, because access depends on the TLS handshake
 * alone.
 */
export function createTransferServer(options: TransferServerOptions): TransferServer {
  const receiver = new TransferReceiver(options);
  const app = transferApp(receiver);
  const server = createServer({
    key: options.tls.key,
    cert: options.tls.certificate,
    ca: options.peers.authorityPems(),
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: 'TLSv1.3',
    handshakeTimeout: headersMsMax,
    requestTimeout: 0,
    headersTimeout: headersMsMax,
  });
  // Slightly above the limit of concurrent transfers, so that an excess request gets an answer rather than a refused
  // connection.
  server.maxConnections = 4 * options.transfersMax;
  shareConnections(server, options);
  // A sender that expects "100 Continue" learns of a rejection before it sends the content.
  server.on('request', app).on('checkContinue', app);
  return {
    server,
    close: async (withinMs) => {
      const closed = once(server, 'close');
      server.close();
      receiver.breakOff();
      await within(withinMs, receiver.idle());
      server.closeAllConnections();
      await closed;
    },
  };
}

/** No organisation keeps the others from a connection; one more than its share is closed without a word. */
function shareConnections(
  server: Server,
  { peers, transfersMax, transfersPerSenderMax }: TransferServerOptions,
): void {
  const share = new Share({ total: 4 * transfersMax, each: 2 * transfersPerSenderMax });
  server.on('secureConnection', (socket) => {
    const from = senderOf(socket, peers) ?? '';
    if (share.obstacle(from) !== undefined) {
      socket.destroy();
      return;
    }
    socket.once('close', share.take(from));
  });
}

function senderOf(socket: TLSSocket, peers: TransferPeers): string | undefined {
  const certificate = socket.getPeerX509Certificate();
  return certificate && peers.organisationOf(certificate);
}

function transferApp(receiver: TransferReceiver): Express {
  const app = strictExpress();
  app.use(receiver.demandPeer);
  app.use(serveRoutes([{ method: 'put', path: '/contents/{digest}' }], () => receiver.receive));
  app.use(refuseUnknown, receiver.refuse);
  return app;
}

const refuseUnknown: RequestHandler = () => {
  throw new Problem('not-found', 'this takes contents alone');
};

class TransferReceiver {
  readonly #options: TransferServerOptions;
  readonly #transfers = new Map<IncomingMessage, Promise<void>>();
  readonly #shares: Share;

  constructor(options: TransferServerOptions) {
    this.#options = options;
    const { transfersMax: total, transfersPerSenderMax: each } = options;
    this.#shares = new Share({ total, each });
  }

  readonly demandPeer: RequestHandler = (request, _response, next) => {
    this.#senderOf(request);
    next();
  };

  readonly receive: RequestHandler = async (request, response) => {
    const transfer = this.#receive(request, response);
    this.#transfers.set(request, transfer);
    try {
      await transfer;
    } finally {
      this.#transfers.delete(request);
    }
  };

  /** Ends the transfers whose files have not come whole. */
  breakOff(): void {
    for (const request of this.#transfers.keys()) if (!request.complete) request.destroy();
  }

  async idle(): Promise<void> {
    await Promise.allSettled(this.#transfers.values());
  }

  async #receive(request: Request, response: Response): Promise<void> {
    const from = this.#senderOf(request);
    const announced = this.#admit(request, from);
    const { of } = announced;
    const leave = this.#shares.take(from);
    keepPace({
      request,
      response,
      pace: this.#options.pace,
      answer: (problem) => {
        sendProblem(request, response, problem);
      },
    });
    let giveBack: (() => void) | undefined;
    try {
      giveBack = await ledgerSays('the content is not to come', this.#options.onAnnounced(announced));
      const content = await this.#take(request, response, announced);
      await ledgerSays('the arrival could not be recorded', this.#options.onArrival({ from, of, content }));
      response.setHeader('Content-Type', 'application/json');
      response.end(JSON.stringify({ digest: content.digest.value, sizeBytes: content.sizeBytes }));
    } finally {
      giveBack?.();
      leave();
    }
  }

  readonly refuse: ErrorRequestHandler = (error, request, response, next) => {
    // If the sender disconnected, it is not our error, and there is nobody left to answer. All may have come by then, and
    // not have been read.
    if (request.destroyed && (!request.complete || error === request.errored)) return;
    const problem = toProblem(error);
    if (problem.status >= 500 && problem.code !== 'overloaded') {
      this.#options.onFailure(problem.cause ?? error);
    }
    if (response.headersSent) {
      next(error);
      return;
    }
    // The rest of the content may still be arriving: this connection cannot be reused.
    response.setHeader('Connection', 'close');
    sendProblem(request, response, problem);
  };

  #senderOf({ socket }: IncomingMessage): string {
    const from = socket instanceof TLSSocket ? senderOf(socket, this.#options.peers) : undefined;
    if (from !== undefined) return from;
    throw new Problem(
      'organisation-unknown',
      'the certificate is of no organisation that hands contents over',
    );
  }

  /** Checks that need only the request's head. */
  #admit(request: Request, from: string): Announcement {
    const { originalUrl, path, headers } = request;
    if (originalUrl !== path) throw new Problem('not-found', 'a content has no query');
    // The raw path: a digest has one spelling, without escapes.
    const digest = contentDigest(path.slice('/contents/'.length));
    const length = headers['content-length'];
    if (length === undefined) throw new Problem('length-required', 'the content must announce its length');
    const { sizeBytesMax } = this.#options;
    const sizeBytes = Number(length);
    if (sizeBytes > sizeBytesMax) {
      throw new Problem('content-too-large', `the content has more than ${sizeBytesMax} bytes`);
    }
    const obstacle = this.#shares.obstacle(from);
    if (obstacle !== undefined) {
      const whose = obstacle === 'each' ? ' from this organisation' : '';
      throw new Problem('overloaded', `too many contents are on their way${whose}`, { retryAfterSeconds });
    }
    return { from, of: subjectOf(request), digest, sizeBytes };
  }

  #take(
    request: Request,
    response: Response,
    { digest: expected, ...transfer }: Announcement,
  ): Promise<StoredContent> {
    const { store, sizeBytesMax, onKept } = this.#options;
    if (request.headers.expect !== undefined) response.writeContinue();
    // Otherwise a rejection half-way would destroy the connection before the sender could read the answer.
    const source = request.iterator({ destroyOnReturn: false }) as AsyncIterable<Uint8Array>;
    return store.put(source, { sizeBytesMax, expected, onKept: onKept(transfer) });
  }
}

/** What the ledger does not say, or take, is not the sender's fault: it must try again later. */
async function ledgerSays<T>(failure: string, done: Promise<T>): Promise<T> {
  try {
    return await done;
  } catch (cause) {
    if (cause instanceof ContentError) throw cause;
    throw new Problem('internal-error', failure, { cause });
  }
}

/** A gateway of an earlier version names nothing: it tries again until it is upgraded. */
function subjectOf({ headers }: Request): TransferSubject {
  for (const kind of ['case', 'record'] as const) {
    const named = headers[subjectHeaders[kind]];
    if (named === undefined) continue;
    const id = idSchemas[kind].safeParse(decoded(String(named)));
    if (id.success) return { kind, id: id.data };
    throw new Problem('identifier-malformed', `the transfer names no ${kind} by its identifier`);
  }
  throw new Problem('internal-error', 'the transfer names nothing that the content belongs to');
}

const idSchemas = { record: recordIdSchema, case: caseIdSchema };

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
