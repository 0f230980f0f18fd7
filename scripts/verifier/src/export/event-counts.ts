// SPDX-License-Identifier: Apache-2.0
import { demand } from '../errors';
import { limits } from '../limits';

/** Counts leaves by type of event. */
export class EventCounts {
  readonly #byType = new Map<string, number>();
  #leaves = 0;

  get leaves(): number {
    return this.#leaves;
  }

  get byType(): ReadonlyMap<string, number> {
    return this.#byType;
  }

  /** @throws {VerificationError} `limit-exceeded` for more types than are counted separately. */
  add(type: string, count = 1): void {
    this.#leaves += count;
    const isRoom = this.#byType.has(type) || this.#byType.size < limits.eventTypesMax;
    demand(isRoom, 'limit-exceeded', 'too many types of events');
    this.#byType.set(type, (this.#byType.get(type) ?? 0) + count);
  }
}
