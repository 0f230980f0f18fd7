// SPDX-License-Identifier: Apache-2.0

interface ErrorFacts {
  /** The place in the request, such as `body/version`. */
  readonly field?: string | undefined;
  /** What helps to go on: the current version, the state, the parts of a condition that are unmet. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/**
 * An expected failure: a code of the catalogue and the facts of the case. It knows no HTTP; the message is for logs and
 * developers. Each room throws a subclass of its own, with its own codes.
 */
export abstract class CodedError<Code extends string> extends Error {
  readonly code: Code;
  readonly facts: Omit<ErrorFacts, 'cause'>;

  constructor(code: Code, message: string, { cause, ...facts }: ErrorFacts = {}) {
    super(message, { cause });
    this.name = new.target.name;
    this.code = code;
    this.facts = facts;
  }
}
