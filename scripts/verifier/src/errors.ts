// SPDX-License-Identifier: Apache-2.0

/**
 * Why something was not accepted.
 *
 * | code           | says                                                                       |
 * | -------------- | -------------------------------------------------------------------------- |
 * | malformed      | the bytes are not of their format                                          |
 * | limit-exceeded | larger, longer or deeper than this reader takes                            |
 * | unreadable     | a file could not be read                                                   |
 * | usage          | what was asked for cannot be done                                          |
 * | origin         | an export names another log than its head                                  |
 * | other-log      | the head is of another log than the keys                                   |
 * | signature      | a signature by a known key does not hold                                   |
 * | unsigned       | no key that counts has signed                                              |
 * | quorum         | too few organisations have cosigned                                        |
 * | set-aside      | a quorum has signed the head, and a majority has set it aside since        |
 * | proof          | hashes do not lead to the root                                             |
 * | document       | the document is not what the event names                                   |
 * | state          | a state is not the one that its event names                                |
 * | sequence       | leaves are missing, repeated or in another order                           |
 * | count          | counts are not those of the leaves                                         |
 * | undated        | nothing tells whether it is from before its key was retired                 |
 * | keys-older     | keys have signed that the given ones do not have: newer ones may            |
 * | report         | a report contradicts itself, or what is proven elsewhere                   |
 */
export type ErrorCode =
  | 'malformed'
  | 'limit-exceeded'
  | 'unreadable'
  | 'usage'
  | 'origin'
  | 'other-log'
  | 'signature'
  | 'unsigned'
  | 'quorum'
  | 'set-aside'
  | 'proof'
  | 'document'
  | 'state'
  | 'sequence'
  | 'count'
  | 'undated'
  | 'keys-older'
  | 'report';

/** Codes that prevent a check rather than fail it. */
const notChecked: readonly ErrorCode[] = [
  'malformed',
  'limit-exceeded',
  'unreadable',
  'usage',
  'undated',
  'keys-older',
  'other-log',
];

/** Whether something could not be checked, as opposed to checked and found wrong. */
export function isNotChecked(code: ErrorCode): boolean {
  return notChecked.includes(code);
}

/** The only error that this package throws on purpose. */
export class VerificationError extends Error {
  override readonly name = 'VerificationError';
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** @throws {VerificationError} with the code, unless the condition holds. */
export function demand(condition: boolean, code: ErrorCode, message: string): asserts condition {
  if (!condition) throw new VerificationError(code, message);
}

/** Returns the result, or the VerificationError thrown; any other error is a bug and passes through. */
export function attempt<T>(run: () => T): T | VerificationError {
  try {
    return run();
  } catch (error) {
    if (error instanceof VerificationError) return error;
    throw error;
  }
}
