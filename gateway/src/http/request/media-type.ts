// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import { Problem } from '../../errors/problem';

const contentType = /^([a-z0-9!#$&^_.+-]+\/[a-z0-9!#$&^_.+-]+)[ \t]*(?:;(.*))?$/i;
const charsetParameter = /(?:^|;)[ \t]*charset="?([^";]*)"?/i;

/**
 * The body's media type, without parameters.
 * @param accepted what the route takes; `*` for any.
 * @throws {Problem} `media-type-unsupported` for another type, a charset other than UTF-8, or any content coding:
 *   what is compressed may grow beyond every limit once it is read.
 */
export function mediaTypeOf({ headers }: IncomingMessage, accepted: readonly string[]): string {
  const [, type = '', parameters = ''] = contentType.exec(headers['content-type'] ?? '') ?? [];
  const name = type.toLowerCase();
  const isAccepted = accepted.includes(name) || (name !== '' && accepted.includes('*'));
  if (!isAccepted) throw unsupported('content-type', `the body must be ${accepted.join(' or ')}`, accepted);
  if (!isUtf8(parameters)) throw unsupported('content-type', 'the charset must be utf-8', accepted);
  const coding = headers['content-encoding'] ?? 'identity';
  if (coding !== 'identity')
    throw unsupported('content-encoding', 'the body must not be compressed', accepted);
  return name;
}

function isUtf8(parameters: string): boolean {
  const charset = charsetParameter.exec(parameters)?.[1];
  return charset === undefined || charset.toLowerCase() === 'utf-8';
}

function unsupported(header: string, message: string, accepted: readonly string[]): Problem {
  const field = `header/${header}`;
  return new Problem('media-type-unsupported', message, {
    field,
    errors: [{ field, message }],
    headers: { 'Accept-Post': accepted.map((type) => (type === '*' ? '*/*' : type)).join(', ') },
  });
}
