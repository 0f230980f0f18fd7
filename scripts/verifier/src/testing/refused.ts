// SPDX-License-Identifier: Apache-2.0
import { attempt, VerificationError } from '../errors';

/** The code and message of the expected error, such as `quorum: 2 of the 3 ...`. */
export function refusalOf(run: () => unknown): string {
  const result = attempt(run);
  return result instanceof VerificationError ? `${result.code}: ${result.message}` : 'accepted';
}
