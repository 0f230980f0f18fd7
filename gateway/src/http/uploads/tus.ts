// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable } from 'node:stream';
import { DataStore, ERRORS, Metadata, Server, Upload as TusUpload } from '@tus/server';
import type { Caller } from '../../application/caller';
import type { Upload, UploadService } from '../../application/content/api';
import { Problem } from '../problem';
import { UploadLocks } from './upload-locks';

export const uploadsPath = '/api/v1/uploads';
export const tusVersion = '1.0.0';
export const tusExtensions = ['creation', 'creation-with-upload', 'expiration', 'termination'];
/** The media type of a part of a file. */
export const partType = 'application/offset+octet-stream';

/** Of a client's name for the file, and the like. */
const metadataCharsMax = 1024;
/** Headers by which the library would take another method or address than this server has. */
const foreign = [
  'x-http-method-override',
  'x-forwarded-proto',
  'x-forwarded-host',
  'forwarded',
  'tus-version',
];
/** Extensions that are not offered. */
const unsupported = ['upload-defer-length', 'upload-concat', 'upload-checksum'];

interface TusExchange {
  readonly uploads: UploadService;
  readonly caller: Caller;
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  /** Absent where an upload is begun. */
  readonly id?: string;
  readonly bytesMax: number;
}

const locks = new UploadLocks();

/**
 * Answers a request of tus 1.0 (tus.io), by its own library over the uploads of this caller.
 * @throws {Problem} instead of the library's own errors; errors of the uploads as they are.
 */
export async function answerTus(exchange: TusExchange): Promise<void> {
  const { uploads, caller, request, response, id, bytesMax } = exchange;
  demandTus(request);
  const own = new OwnUploads({ uploads, caller, response });
  const server = new Server({
    path: uploadsPath,
    datastore: own,
    locker: locks,
    maxSize: bytesMax,
    getFileIdFromRequest: () => id,
    generateUrl: (_, { id: made }) => `${uploadsPath}/${made}`,
    // Before it is locked: whose it is, and that there is one.
    onIncomingRequest: async () => {
      // No page of another origin is served.
      response.removeHeader('Access-Control-Allow-Origin');
      response.removeHeader('Access-Control-Expose-Headers');
      if (id !== undefined) await own.demand(id);
    },
    onUploadFinish: async (_, res, { id: finished }) => {
      await own.demand(finished);
      return { res };
    },
    onResponseError: (_request, _response, error) => {
      throw problemOf(error, bytesMax);
    },
  });
  response.setHeader('Cache-Control', 'no-store');
  await server.handle(request, response);
}

/** The uploads of one caller, as the library asks for them. */
class OwnUploads extends DataStore {
  readonly #uploads: UploadService;
  readonly #caller: Caller;
  readonly #response: ServerResponse;

  constructor({ uploads, caller, response }: Pick<TusExchange, 'uploads' | 'caller' | 'response'>) {
    super();
    this.#uploads = uploads;
    this.#caller = caller;
    this.#response = response;
    this.extensions = tusExtensions;
  }

  /** @throws {Problem} `not-found`. */
  async demand(id: string): Promise<Upload> {
    const upload = await this.#uploads.find(this.#caller, id);
    if (upload === undefined) {
      throw new Problem('not-found', 'there is no such upload of yours: begin it again');
    }
    if (upload.stored !== undefined) {
      this.#response.setHeader('Content-Location', `/api/v1/contents/${upload.stored.digest.value}`);
    }
    return upload;
  }

  override async create(upload: TusUpload): Promise<TusUpload> {
    const metadata = upload.metadata === undefined ? undefined : Metadata.stringify(upload.metadata);
    upload.id = await this.#uploads.begin(this.#caller, { bytes: upload.size ?? 0, metadata });
    return upload;
  }

  override async getUpload(id: string): Promise<TusUpload> {
    const { bytes, received, metadata, expiresAt } = await this.demand(id);
    return new TusUpload({
      id,
      size: bytes,
      offset: received,
      ...(metadata === undefined ? {} : { metadata: Metadata.parse(metadata) }),
      creation_date: new Date(Date.parse(expiresAt) - this.#uploads.keptMs).toISOString(),
    });
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    const source = stream as AsyncIterable<Uint8Array>;
    return this.#uploads.append(this.#caller, id, { offset, source });
  }

  override remove(id: string): Promise<void> {
    return this.#uploads.end(this.#caller, id);
  }

  override getExpiration(): number {
    return this.#uploads.keptMs;
  }
}

/** What the library would answer in words of its own. @throws {Problem} */
function demandTus(request: IncomingMessage): void {
  const { headers, method } = request;
  for (const name of foreign) Reflect.deleteProperty(headers, name);
  if (headers['tus-resumable'] !== tusVersion) {
    throw new Problem('upload-version-unsupported', `this is tus ${tusVersion}: say so in Tus-Resumable`, {
      field: 'header/tus-resumable',
      headers: { 'Tus-Version': tusVersion },
    });
  }
  for (const name of unsupported) {
    if (headers[name] !== undefined) {
      throw new Problem('field-unknown', `${name} is not taken here`, { field: `header/${name}` });
    }
  }
  if ((headers['content-encoding'] ?? 'identity') !== 'identity') {
    throw new Problem('media-type-unsupported', 'the bytes must not be compressed', {
      field: 'header/content-encoding',
    });
  }
  if (method === 'POST') demandNumber(request, 'upload-length');
  if (method === 'PATCH') {
    demandNumber(request, 'upload-offset');
    demandPart(request);
  }
  const { 'upload-metadata': metadata } = headers;
  if (metadata !== undefined && !isMetadata(metadata)) {
    const field = 'header/upload-metadata';
    throw new Problem('field-invalid', `${field} is not as tus has it, or longer than ${metadataCharsMax}`, {
      field,
    });
  }
}

function demandNumber({ headers }: IncomingMessage, name: string): void {
  const value = headers[name];
  if (typeof value === 'string' && /^(?:0|[1-9]\d{0,14})$/.test(value)) return;
  throw new Problem('field-invalid', `header/${name} must be a number of bytes`, { field: `header/${name}` });
}

function demandPart({ headers }: IncomingMessage): void {
  if (headers['content-type'] === partType) return;
  throw new Problem('media-type-unsupported', `the body must be ${partType}`, {
    field: 'header/content-type',
    headers: { 'Accept-Patch': partType },
  });
}

function isMetadata(text: string | string[]): boolean {
  if (typeof text !== 'string' || text.length > metadataCharsMax) return false;
  try {
    Metadata.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** The library's own errors have a status and a text; all others are ours. */
function problemOf(
  error: Error | { readonly status_code: number; readonly body: string },
  bytesMax: number,
): Error {
  switch (error instanceof Error && !('status_code' in error) ? undefined : tusStatus(error)) {
    case ERRORS.INVALID_OFFSET.status_code:
      return new Problem('upload-offset-differs', 'other bytes are here already: HEAD says how many', {
        field: 'header/upload-offset',
      });
    case ERRORS.ERR_SIZE_EXCEEDED.status_code:
      return new Problem('content-too-large', `the file has more than ${bytesMax} bytes, or than announced`, {
        field: 'header/upload-length',
      });
    case ERRORS.ABORTED.status_code:
      return new Problem('overloaded', 'another request goes on with this upload');
    default:
      return error instanceof Error ? error : new Error(`tus: ${error.body.trim()}`);
  }
}

function tusStatus(error: object): unknown {
  return 'status_code' in error ? error.status_code : undefined;
}
