// SPDX-License-Identifier: Apache-2.0

interface ErrorFacts {
  /** The invalid part of the request, such as `body/version`. */
  readonly field?: string | undefined;
  /** Details that help the caller: the current version, the state, the unmet parts of a condition. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
}

/**
 * An expected failure: a code of the catalogue and the facts. Independent of HTTP; the message is for logs and
 * developers. Each module throws its own subclass, with its own codes.
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
