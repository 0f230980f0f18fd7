// SPDX-License-Identifier: Apache-2.0
import { attempt, VerificationError } from './errors';
import type { ErrorCode } from './errors';

/** One thing that was checked. */
export interface Finding {
  /** What was checked, in a word or two. */
  readonly check: string;
  readonly ok: boolean;
  readonly message: string;
  /** Why not, where it is not. */
  readonly code?: ErrorCode;
}

/** What was checked so far, in order. */
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

  /** Notes what was found elsewhere. */
  add(finding: Finding): void {
    this.#list.push(finding);
  }

  /** Notes that something holds. */
  hold(check: string, message: string): void {
    this.add({ check, ok: true, message });
  }

  /** Records a failure; only the first of each check, since a million more would say nothing new. */
  fail(check: string, { code, message }: VerificationError): void {
    if (!this.hasFailed(check)) this.add({ check, ok: false, message, code });
  }

  /** Runs a check and notes how it ended. @returns `undefined` where it failed. */
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
