// SPDX-License-Identifier: Apache-2.0
import type { OutboxLimits } from './limits';
import type { FailedOutcome } from './outcome';
import type { Work } from './work';

/** Submissions in progress, by identifier, within the outbox's limits. */
export class AdmissionControl {
  readonly #limits: OutboxLimits;
  readonly #works = new Map<string, Work>();
  readonly #ofCaller = new Map<string, number>();
  #bytes = 0;

  constructor(limits: OutboxLimits) {
    this.#limits = limits;
  }

  get(id: string): Work | undefined {
    return this.#works.get(id);
  }

  values(): Work[] {
    return [...this.#works.values()];
  }

  /** Why this caller's next submission is rejected; `undefined` if there is room. */
  refusal(caller: string): FailedOutcome | undefined {
    const { acceptedMax, acceptedBytesMax, callerMax } = this.#limits;
    if (this.#works.size >= acceptedMax || this.#bytes >= acceptedBytesMax) {
      return failed('outbox-full', 'Too many submissions are in work');
    }
    if (caller !== '' && (this.#ofCaller.get(caller) ?? 0) >= callerMax) {
      return failed('caller-busy', 'Too many submissions of this caller are in work');
    }
    return undefined;
  }

  add(work: Work): void {
    this.#works.set(work.id, work);
    this.#ofCaller.set(work.caller, (this.#ofCaller.get(work.caller) ?? 0) + 1);
    this.#bytes += work.bytes;
  }

  remove(work: Work): void {
    if (!this.#works.delete(work.id)) return;
    const left = (this.#ofCaller.get(work.caller) ?? 0) - 1;
    if (left > 0) this.#ofCaller.set(work.caller, left);
    else this.#ofCaller.delete(work.caller);
    this.#bytes -= work.bytes;
  }
}

/** Nothing took effect, and a later attempt may succeed. */
export function failed(code: FailedOutcome['code'], message: string): FailedOutcome {
  return { kind: 'failed', code, message, retryable: true };
}
