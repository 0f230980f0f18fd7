// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { pipeline } from 'node:stream/promises';
import { ContentError } from './content-error';
import type { ContentDigest, ContentStore } from './content-store';
import { TransferError } from './transfer-error';
import type { TransferPeers } from './transfer-peers';

const answerLengthBytesMax = 4096;

/**
 * What a content is sent for: a record that was handed over, or the part of a joint case. Many can have one content, and
 * its digest alone says nothing of whose it is.
 */
export interface TransferSubject {
  readonly kind: 'record' | 'case';
  readonly id: string;
}

/** The header that names it, by its kind. */
export const subjectHeaders = { record: 'guidang-record', case: 'guidang-case' } as const;

export interface SendOptions {
  readonly store: ContentStore;
  readonly digest: ContentDigest;
  readonly of: TransferSubject;
  readonly peers: TransferPeers;
  /** PEM of this gateway's own key and certificate. */
  readonly tls: { readonly key: string; readonly certificate: string };
  readonly to: {
    readonly organisation: string;
    readonly url: URL;
    /** The name in the receiver's certificate, if it differs from the URL's host. */
    readonly serverName?: string;
  };
  /** How long the receiver may neither take nor say anything. */
  readonly silenceMs: number;
  /** Breaks the transfer off: the receiver keeps nothing of it. */
  readonly signal: AbortSignal;
}

/**
 * Sends a content to another organisation's gateway. When it returns, the receiver has hashed, stored and recorded the
 * content. Sending again is safe. The receiver must present a certificate issued by that organisation's authority.
 *
 * @throws TransferError; ContentError if the content is missing or damaged on this side.
 */
export async function sendContent(options: SendOptions): Promise<void> {
  const { store, digest, signal } = options;
  const { sizeBytes } = await store.describe(digest);
  if (signal.aborted) throw brokenOff();
  const request = openRequest(options, sizeBytes);
  const breakOff = (): void => {
    request.destroy(brokenOff());
  };
  signal.addEventListener('abort', breakOff);
  // What a receiver sends behind its answer fails when nobody waits any more.
  request.on('error', () => undefined);
  request.once('timeout', () => {
    request.destroy(new TransferError('transfer-timeout', 'the receiver neither took nor said anything'));
  });
  try {
    const answer = once(request, 'response') as Promise<[IncomingMessage]>;
    const isWanted = await Promise.race([
      once(request, 'continue').then(() => true),
      answer.then(() => false),
    ]);
    const sent = isWanted ? pipeline(await store.get(digest), request) : Promise.resolve();
    const [sending, answering] = await Promise.allSettled([sent, answer]);
    // Damage on this side aborts the request, so it takes precedence over the receiver's answer.
    if (sending.status === 'rejected' && sending.reason instanceof ContentError) throw sending.reason;
    if (answering.status === 'rejected') throw answering.reason;
    await requireSuccess(answering.value[0]);
  } catch (error) {
    throw failure(error);
  } finally {
    signal.removeEventListener('abort', breakOff);
    request.destroy();
  }
}

function openRequest(
  { digest, of, peers, tls, to, silenceMs }: SendOptions,
  sizeBytes: number,
): ClientRequest {
  const ca = peers.authorityPems(to.organisation);
  // An empty list would make TLS trust the system's authorities.
  if (ca.length === 0) throw new TransferError('transfer-refused', `${to.organisation} is not a known peer`);
  return httpsRequest(new URL(`/contents/${digest.value}`, to.url), {
    method: 'PUT',
    headers: {
      'content-type': 'application/octet-stream',
      'content-length': sizeBytes,
      expect: '100-continue',
      // The number of a case may have Chinese characters.
      [subjectHeaders[of.kind]]: encodeURIComponent(of.id),
    },
    key: tls.key,
    cert: tls.certificate,
    ca,
    minVersion: 'TLSv1.3',
    agent: false,
    timeout: silenceMs,
    ...(to.serverName !== undefined && { servername: to.serverName }),
  });
}

async function requireSuccess(response: IncomingMessage): Promise<void> {
  const { statusCode = 0 } = response;
  if (statusCode === 200) {
    response.resume();
    return;
  }
  const reason = await readCode(response);
  const isTemporary = statusCode >= 500 || statusCode === 408;
  throw new TransferError(
    isTemporary ? 'transfer-unavailable' : 'transfer-refused',
    `the receiver answered ${statusCode}`,
    reason === undefined ? {} : { reason },
  );
}

/** The `code` of a short JSON answer; `undefined` for any other answer. */
async function readCode(response: IncomingMessage): Promise<string | undefined> {
  let text = '';
  for await (const part of response.setEncoding('utf8') as AsyncIterable<string>) {
    text += part;
    if (text.length > answerLengthBytesMax) return undefined;
  }
  try {
    const body = JSON.parse(text) as { code?: unknown } | null;
    return typeof body?.code === 'string' ? body.code : undefined;
  } catch {
    return undefined;
  }
}

function brokenOff(): TransferError {
  return new TransferError('transfer-unavailable', 'the transfer was broken off: this gateway stops');
}

function failure(error: unknown): Error {
  if (error instanceof ContentError || error instanceof TransferError) return error;
  return new TransferError('transfer-unavailable', 'the receiver cannot be reached', { cause: error });
}
