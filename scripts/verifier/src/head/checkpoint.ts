// SPDX-License-Identifier: Apache-2.0
import { decodeDecimal, decodeHash, encodeUtf8 } from '../bytes';
import { demand } from '../errors';
import { limits } from '../limits';
import type { Checkpoint } from '../note/signature';

/**
 * Parses a note's text as a head (C2SP tlog-checkpoint): origin, size, root. Extension lines are rejected: no ML-DSA-44
 * cosignature covers them.
 * @throws {VerificationError} `malformed`, or `limit-exceeded` for a long origin.
 */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, size, root, end, ...rest] = text.split('\n');
  const isHead = root !== undefined && size !== undefined && end === '' && rest.length === 0;
  demand(isHead, 'malformed', 'a head is three lines: origin, size and root');
  demand(origin !== undefined && origin !== '', 'malformed', 'the head has no origin');
  demand(encodeUtf8(origin).length <= limits.nameBytesMax, 'limit-exceeded', 'the origin is too long');
  return { origin, size: decodeDecimal(size), root: decodeHash(root) };
}
