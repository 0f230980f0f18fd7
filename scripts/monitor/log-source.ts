// SPDX-License-Identifier: Apache-2.0
import { Agent, request } from 'undici';
import type { Dispatcher } from 'undici';
import { parseTile, tileWidth } from '@guidang/verifier';
import { MonitorFault, Unanswered } from './fault';

/** Limits on everything read from a gateway: the sender is untrusted and chooses the size. */
const bytesMax = {
  keys: 4 * 1024 * 1024,
  head: 256 * 1024,
  tile: tileWidth * 32,
  /** 256 leaves of 65,535 bytes, each prefixed by a two-byte length (tlog-tiles). */
  entries: tileWidth * 65_537,
} as const;

const timeoutMs = 30_000;

/** A tile or entry bundle: its index in its level, and how many of its hashes or leaves the head covers. */
interface Place {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** A log as one gateway serves it publicly (docs/transparency-log.md). */
export class LogSource {
  readonly url: string;
  readonly #dispatcher: Dispatcher;
  readonly #token: string | undefined;

  /**
   * @param url the gateway's origin, without a path.
   * @param roots root certificates in PEM, for a gateway without a publicly trusted certificate.
   * @param token of an officer there, who is shown entries that outsiders are not.
   */
  constructor(url: string, { roots, token }: { readonly roots?: string; readonly token?: string } = {}) {
    this.#token = token;
    this.url = url.replace(/\/+$/, '');
    this.#dispatcher = new Agent(roots === undefined ? {} : { connect: { ca: roots } });
  }

  /** The text of the organisations' keys. @throws {Unanswered} also if none are registered yet. */
  keys(): Promise<Buffer> {
    return this.#present('/api/v1/log/keys', bytesMax.keys);
  }

  /** The head, a signed note. @throws {Unanswered} also before the first head. */
  head(): Promise<Buffer> {
    return this.#present('/checkpoint', bytesMax.head);
  }

  /**
   * The first `width` hashes of a tile.
   * @throws {MonitorFault} `missing`, `tile`. @throws {Unanswered}
   */
  async tile(level: number, index: number, width: number): Promise<Uint8Array[]> {
    const file = await this.#file({ level, index, width }, bytesMax.tile);
    if (file === 'closed') throw new Unanswered(`tile ${level}/${index} asks for a sign-in`);
    const { bytes, width: served } = file;
    if (bytes.length !== served * 32) {
      throw new MonitorFault('tile', `tile ${level}/${index} is not of its width`);
    }
    return parseTile(bytes, served).slice(0, width);
  }

  /**
   * The first `width` leaves of a bundle; `closed` where it is shown to members only.
   * @throws {MonitorFault} `missing`, `entry`. @throws {Unanswered}
   */
  async entries(index: number, width: number): Promise<Buffer[] | 'closed'> {
    const file = await this.#file({ level: 'entries', index, width }, bytesMax.entries, this.#token);
    if (file === 'closed') return file;
    const { bytes, width: served } = file;
    const leaves: Buffer[] = [];
    let at = 0;
    while (at + 2 <= bytes.length && leaves.length < served) {
      const end = at + 2 + bytes.readUInt16BE(at);
      leaves.push(bytes.subarray(at + 2, end));
      at = end;
    }
    if (at !== bytes.length || leaves.length !== served) {
      throw new MonitorFault('entry', `the bundle ${index} is not one of ${served} leaves`);
    }
    return leaves.slice(0, width);
  }

  close(): Promise<void> {
    return this.#dispatcher.close();
  }

  /** A gateway may delete a partial tile once the full one exists (tlog-tiles). */
  async #file(
    place: Place,
    max: number,
    token?: string,
  ): Promise<{ bytes: Buffer; width: number } | 'closed'> {
    for (const width of new Set([place.width, tileWidth])) {
      const bytes = await this.#get(tilePath({ ...place, width }), max, token);
      if (bytes === 'closed') return bytes;
      if (bytes !== undefined) return { bytes, width };
    }
    throw new MonitorFault('missing', `${tilePath(place)} is not there, though the head covers it`);
  }

  async #present(path: string, max: number): Promise<Buffer> {
    const bytes = await this.#get(path, max);
    if (bytes === 'closed') throw new Unanswered(`${path} asks for a sign-in`);
    if (bytes === undefined) throw new Unanswered(`there is no ${path} yet`);
    return bytes;
  }

  /** `undefined` for 404, `closed` for whom it is not shown. */
  async #get(path: string, max: number, token?: string): Promise<Buffer | 'closed' | undefined> {
    try {
      const signal = AbortSignal.timeout(timeoutMs);
      const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
      // Not fetch: it follows what the sender says of codings, and waits for the end of one that is cut off.
      const options = { dispatcher: this.#dispatcher, signal, headers };
      const { statusCode, body } = await request(this.url + path, options);
      if (statusCode === 200) return await readAtMost(body, max, path);
      await body.dump({ limit: bytesMax.head });
      if (statusCode === 404) return undefined;
      if (statusCode === 401 || statusCode === 403) return 'closed';
      throw new Unanswered(`${path} answers ${statusCode}`);
    } catch (error) {
      if (error instanceof MonitorFault || error instanceof Unanswered) throw error;
      throw new Unanswered(`${path}: ${reasonOf(error)}`, { cause: error });
    }
  }
}

async function readAtMost(body: AsyncIterable<Uint8Array>, max: number, path: string): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.length;
    if (size > max) throw new MonitorFault('limit-exceeded', `${path} has more than ${max} bytes`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The path of a tile or bundle (tlog-tiles): its index in groups of three digits, all but the last behind an x. */
function tilePath({ level, index, width }: Place): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g) ?? [];
  const name = groups.map((group, place) => (place < groups.length - 1 ? `x${group}` : group)).join('/');
  return `/tile/${level}/${name}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The cause behind undici's errors, if they have one. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return cause instanceof Error ? cause.message || cause.name : String(cause);
}
