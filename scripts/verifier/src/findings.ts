// SPDX-License-Identifier: Apache-2.0
import { attempt, VerificationError } from './errors';
import type { ErrorCode } from './errors';

/** The result of one check. */
export interface Finding {
  /** Name of the check, in a word or two. */
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
  /** Why the check failed, if it did. */
  readonly code?: ErrorCode;
}

/** The findings so far, in order. */
export class Findings {
  readonly #list: Finding[] = [];

  get list(): readonly Finding[] {
    return this.#list;
  }

  get allOk(): boolean {
    return this.#list.every(({ ok }) => ok);
  }

  /** Whether a check has failed. */
  hasFailed(check: string): boolean {
    return this.#list.some((finding) => finding.check === check && !finding.ok);
  }

  /** Adds a finding made elsewhere. */
  add(finding: Finding): void {
    this.#list.push(finding);
  }

  /** Records a success. */
  hold(check: string, message: string): void {
    this.add({ check, ok: true, message });
  }

  /** Records a failure; only the first of each check, since a million more would add nothing. */
  fail(check: string, { code, message }: VerificationError): void {
    if (!this.hasFailed(check)) this.add({ check, ok: false, message, code });
  }

  /** Runs a check and records its result. @returns `undefined` if it failed. */
  run<T>(check: string, run: () => T, say?: (result: T) => string): T | undefined {
    const result = attempt(run);
    if (result instanceof VerificationError) {
      this.fail(check, result);
      return undefined;
    }
    if (say !== undefined) this.hold(check, say(result));
    return result;
  }
}
