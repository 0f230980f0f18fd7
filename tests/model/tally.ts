// SPDX-License-Identifier: Apache-2.0
import { hasEnded } from './case-model';
import type { Model } from './case-model';
import type { Taken } from './walk';

/** What walks came to: without it nobody would know that they went anywhere. */
export class Tally {
  walks = 0;
  /** Acts done by their kind, refusals by their code, ends by state; of joint cases apart. */
  readonly counts = new Map<string, number>();

  took([kind, refusal]: Taken): void {
    this.#count(refusal === undefined ? `${kind} done` : `refused ${refusal}`);
  }

  ended({ cases }: Model): void {
    this.walks += 1;
    for (const of of Object.values(cases)) {
      if (hasEnded(of)) this.#count(`${of.parts === undefined ? 'case' : 'joint case'} ${of.state}`);
    }
  }

  /** With those of another tally. */
  add({ walks, counts }: Tally): void {
    this.walks += walks;
    for (const [name, count] of counts) this.#count(name, count);
  }

  toString(): string {
    const lines = [...this.counts].sort().map(([name, count]) => `  ${name}: ${count}`);
    return [`${this.walks} walks`, ...lines].join('\n');
  }

  #count(name: string, more = 1): void {
    this.counts.set(name, (this.counts.get(name) ?? 0) + more);
  }
}
