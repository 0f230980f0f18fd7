// SPDX-License-Identifier: Apache-2.0
import { catalogue } from '../errors/catalogue';
import type { ErrorCode } from '../errors/catalogue';
import type { Fault, FieldError } from '../errors/fault';

interface ProblemOptions extends Omit<Fault, 'code' | 'message'> {
  readonly headers?: Readonly<Record<string, string>> | undefined;
  readonly cause?: unknown;
  /** The errors of the fields in Chinese; computed for callers who read it. */
  readonly chineseErrors?: (() => readonly FieldError[]) | undefined;
}

/** A failure in HTTP terms (RFC 9457), identified by its code in the catalogue. The message is shown to the caller. */
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
