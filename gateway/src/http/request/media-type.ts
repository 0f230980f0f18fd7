// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { parse } from 'content-type';
import { Problem } from '../problem';

/** The library accepts anything before the first semicolon; this enforces RFC 9110 section 8.3.1. */
const mediaType = /^[a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+$/;

/**
 * The body's media type, without parameters.
 * @param accepted the media types that the route accepts; `*` for any.
 * @throws {Problem} `media-type-unsupported` for another type, a charset other than UTF-8 of a
 *   body that is read as text, or any content coding: a
 *   compressed body may exceed every limit once decompressed.
 */
export function mediaTypeOf({ headers }: IncomingMessage, accepted: readonly string[]): string {
  const { type, parameters } = parse(headers['content-type'] ?? '');
  const isRead = accepted.includes(type);
  // Bytes are kept as they are, whatever characters they stand for.
  const isKept = accepted.includes('*') && mediaType.test(type);
  if (!isRead && !isKept) {
    throw unsupported('content-type', `the body must be ${accepted.map(nameOf).join(' or ')}`, accepted);
  }
  const { charset = 'utf-8' } = parameters;
  if (isRead && charset.toLowerCase() !== 'utf-8') {
    throw unsupported('content-type', 'the charset must be utf-8', accepted);
  }
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity') {
    throw unsupported('content-encoding', 'the body must not be compressed', accepted);
  }
  return type;
}

function nameOf(type: string): string {
  return type === '*' ? 'of a media type such as application/pdf' : type;
}

function unsupported(header: string, message: string, accepted: readonly string[]): Problem {
  const field = `header/${header}`;
  return new Problem('media-type-unsupported', message, {
    field,
    errors: [{ field, message }],
    headers: { 'Accept-Post': accepted.map((type) => (type === '*' ? '*/*' : type)).join(', ') },
  });
}
