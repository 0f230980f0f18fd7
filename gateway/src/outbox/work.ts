// SPDX-License-Identifier: Apache-2.0
import type { Waiting } from './group-queue';
import type { Outcome } from './outcome';
import { bytesOf } from './submission';
import type { OutboxSubmission } from './submission';

/** `resumed`: left by an earlier run or attempt, whose caller was told that it continues by itself. */
export type Origin = 'submitted' | 'accepted' | 'resumed';

/** A submission in progress: it is run only once, and all who ask for it get the same outcome. */
export class Work implements Waiting {
  readonly submission: OutboxSubmission;
  readonly origin: Origin;
  readonly bytes: number;
  readonly chaincodeMs: number;
  readonly outcome: Promise<Outcome>;
  #settle: { resolve: (outcome: Outcome) => void; reject: (error: unknown) => void };
  #known: Outcome | undefined;

  constructor(submission: OutboxSubmission, options: { origin: Origin; chaincodeMs: number }) {
    this.submission = submission;
    this.origin = options.origin;
    this.chaincodeMs = options.chaincodeMs;
    this.bytes = bytesOf(submission);
    this.#settle = { resolve: () => undefined, reject: () => undefined };
    this.outcome = new Promise((resolve, reject) => {
      this.#settle = { resolve, reject };
    });
    // Callers that wait see the error; without any, it must not end the process as an unhandled rejection.
    this.outcome.catch(() => undefined);
  }

  get id(): string {
    return this.submission.id;
  }

  get caller(): string {
    return this.submission.sharing?.caller ?? '';
  }

  get subjects(): readonly string[] {
    return this.submission.sharing?.subjects ?? [];
  }

  /** Whether its continuation was promised to someone: it then outlives the process. */
  get accepted(): boolean {
    return this.origin !== 'submitted';
  }

  /** Whether its outcome must be found again under its identifier. */
  get isKept(): boolean {
    return this.accepted || this.submission.kept;
  }

  /** The outcome, once there is one. */
  get known(): Outcome | undefined {
    return this.#known;
  }

  settle(outcome: Outcome): void {
    this.#known = outcome;
    this.#settle.resolve(outcome);
  }

  fail(error: unknown): void {
    this.#settle.reject(error);
  }
}

/**
 * Splits a group in two. Works on the same subject stay together unless that leaves a single part.
 * @returns the parts, and whether they share no subject, so that both may be in flight at once
 */
export function halves(works: readonly Work[]): {
  readonly parts: [Work[], Work[]];
  readonly apart: boolean;
} {
  const left: Work[] = [];
  const right: Work[] = [];
  const ofLeft = new Set<string>();
  for (const work of works) {
    const belongsLeft = work.subjects.some((subject) => ofLeft.has(subject));
    if (left.length >= works.length / 2 && !belongsLeft) {
      right.push(work);
    } else {
      left.push(work);
      for (const subject of work.subjects) ofLeft.add(subject);
    }
  }
  const middle = Math.ceil(works.length / 2);
  if (right.length === 0) return { parts: [works.slice(0, middle), works.slice(middle)], apart: false };
  const apart = !right.some(({ subjects }) => subjects.some((subject) => ofLeft.has(subject)));
  return { parts: [left, right], apart };
}
