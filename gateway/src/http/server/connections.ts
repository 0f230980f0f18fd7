// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { addressShareOf } from './address';
import { atEnd } from './at-end';
import { requestFactsOf } from '../request-facts';

export interface ConnectionLimits {
  readonly total: number;
  /** Of one address, unless its connections come through proxies. */
  readonly each: number;
  /** How long the rest of a refused body may take. */
  readonly lingerMs: number;
}

interface Connection {
  readonly socket: Socket;
  /** A closed socket no longer knows its addresses. */
  readonly key: string;
  readonly address: string;
  /** A request on it has been of somebody signed in. */
  isKnown: boolean;
  /** Pipelined requests are several. */
  inWork: number;
}

/**
 * Bounds the connections of each address and of all. When there are too many, the one that has waited longest for a
 * whole head makes room, not the one that comes: a flood of partial heads only replaces itself, while a caller's head
 * arrives at once. Connections of those who have signed in go last, and such with a request in work never.
 */
export class Connections {
  readonly #limits: ConnectionLimits;
  readonly #open = new Map<string, Connection>();
  readonly #byAddress = new Map<string, Set<Connection>>();
  /** Those without a request in work, the one that has waited longest first. */
  readonly #strange = new Set<Connection>();
  readonly #known = new Set<Connection>();

  constructor(limits: ConnectionLimits) {
    this.#limits = limits;
  }

  /** Watches a server's connections. */
  guard(server: Server): void {
    server.on('connection', (socket: Socket) => {
      this.#enter(socket);
    });
    server.prependListener('request', (request: IncomingMessage, response: ServerResponse) => {
      this.#begin(request, response);
    });
  }

  get count(): number {
    return this.#open.size;
  }

  #enter(socket: Socket): void {
    const address = addressShareOf(socket.remoteAddress ?? '');
    const connection: Connection = { socket, address, key: keyOf(socket), isKnown: false, inWork: 0 };
    const neighbours = this.#byAddress.get(address) ?? new Set();
    const isFull = this.#open.size >= this.#limits.total || neighbours.size >= this.#limits.each;
    if (isFull && !this.#makeRoom(neighbours)) {
      socket.destroy();
      return;
    }
    this.#open.set(connection.key, connection);
    this.#byAddress.set(address, neighbours.add(connection));
    this.#strange.add(connection);
    socket.once('close', () => {
      this.#forget(connection);
    });
  }

  /** Gives up the connection that has waited longest, of this address if it is at its limit. */
  #makeRoom(neighbours: ReadonlySet<Connection>): boolean {
    const isOwn = neighbours.size >= this.#limits.each;
    const may = (each: Connection): boolean => !isOwn || neighbours.has(each);
    const oldest = first(this.#strange, may) ?? first(this.#known, may);
    if (oldest === undefined) return false;
    this.#forget(oldest);
    oldest.socket.destroy();
    return true;
  }

  #begin(request: IncomingMessage, response: ServerResponse): void {
    // Over TLS the request's socket is another object than the connection's, with the same addresses.
    const connection = this.#open.get(keyOf(request.socket));
    if (connection === undefined) return;
    this.#strange.delete(connection);
    this.#known.delete(connection);
    connection.inWork += 1;
    atEnd(response, () => {
      this.#end(connection, request);
    });
  }

  #end(connection: Connection, request: IncomingMessage): void {
    connection.isKnown ||= requestFactsOf(request).caller !== undefined;
    connection.inWork -= 1;
    if (connection.socket.destroyed || connection.inWork > 0) return;
    (connection.isKnown ? this.#known : this.#strange).add(connection);
    // What is left of a body whose request was refused would hold the connection for as long as it likes.
    if (!request.complete) {
      setTimeout(() => {
        if (!request.complete) request.destroy();
      }, this.#limits.lingerMs).unref();
    }
  }

  #forget(connection: Connection): void {
    if (this.#open.get(connection.key) === connection) this.#open.delete(connection.key);
    this.#strange.delete(connection);
    this.#known.delete(connection);
    const neighbours = this.#byAddress.get(connection.address);
    neighbours?.delete(connection);
    if (neighbours?.size === 0) this.#byAddress.delete(connection.address);
  }
}

function keyOf({ remoteAddress = '', remotePort = 0 }: Socket): string {
  return `${remoteAddress} ${remotePort}`;
}

function first(set: ReadonlySet<Connection>, may: (each: Connection) => boolean): Connection | undefined {
  for (const each of set) if (may(each)) return each;
  return undefined;
}
