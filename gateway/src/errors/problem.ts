// SPDX-License-Identifier: Apache-2.0
import { catalogue, type ErrorCode } from './catalogue';

/** One field at fault: its place in the request and what is wrong with it, never its value. */
export interface FieldError {
  /** Such as `body/materials/0/code`, `query/limit`, `path/id`, `header/if-match`. */
  readonly field: string;
  readonly message: string;
}

export interface ProblemOptions {
  readonly field?: string | undefined;
  readonly errors?: readonly FieldError[] | undefined;
  /** Facts that help to go on: the current version, the state, the parts of a condition that are unmet. */
  readonly facts?: Readonly<Record<string, unknown>> | undefined;
  readonly retryAfterSeconds?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
}

/** An answer that is no success, by its code in the catalogue. The message is shown to the caller. */
export class Problem extends Error {
  readonly code: ErrorCode;
  readonly options: ProblemOptions;

  constructor(code: ErrorCode, detail: string, options: ProblemOptions = {}) {
    super(detail, { cause: options.cause });
    this.name = 'Problem';
    this.code = code;
    this.options = options;
  }

  get status(): number {
    return catalogue[this.code].status;
  }
}
