// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from './processes';
import { inTurns, timesAsMuch } from './sequential';

/** Processes whose use is what a test says. */
class FakeMeter {
  readonly #used: { gateway: number; peer: number; load: number } = { gateway: 1, peer: 1, load: 1 };

  use(kind: 'gateway' | 'peer' | 'load', seconds: number): void {
    this.#used[kind] += seconds;
  }

  cpuSeconds(): ByKind {
    return { ...this.#used };
  }

  memoryMiB(): ByKind {
    return {};
  }
}

describe('calls one after another', () => {
  it('are counted without the load, and without what comes between them', async () => {
    const meter = new FakeMeter();
    const asked: string[] = [];
    const using = (name: string, seconds: number) => (turn: number) => {
      asked.push(`${name} ${turn}`);
      meter.use('gateway', seconds);
      meter.use('peer', 0.01);
      meter.use('load', 5);
      return Promise.resolve();
    };
    const settle = (): Promise<void> => {
      meter.use('gateway', 3);
      return Promise.resolve();
    };
    const operations = { one: using('one', 0.02), other: using('other', 0.05) };
    const { one, other } = await inTurns({ operations, turns: 2, meter, settle });
    expect(asked).toEqual(['one 0', 'other 0', 'one 1', 'other 1']);
    expect([one.cpuMs, other.cpuMs].map((each) => Math.round(each ?? 0))).toEqual([30, 60]);
    expect(one.ms).toBeGreaterThan(0);
  });

  it('have no processor time where nobody meters it', async () => {
    const { one } = await inTurns({ operations: { one: () => Promise.resolve() }, turns: 1 });
    expect(one.cpuMs).toBeNull();
  });

  it('are compared by processor time, or else by time', () => {
    const one = { ms: 30, cpuMs: 4 };
    expect(timesAsMuch(one, { ms: 10, cpuMs: 2 })).toBe(2);
    expect(timesAsMuch(one, { ms: 10, cpuMs: null })).toBe(3);
  });
});
