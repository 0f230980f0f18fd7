// SPDX-License-Identifier: Apache-2.0
import type { ByKind } from './processes';
import { sequential, timesAsMuch } from './sequential';

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
    const asked: number[] = [];
    const operation = (item: number): Promise<void> => {
      asked.push(item);
      meter.use('gateway', 0.02);
      meter.use('peer', 0.01);
      meter.use('load', 5);
      return Promise.resolve();
    };
    const settle = (): Promise<void> => {
      meter.use('gateway', 3);
      return Promise.resolve();
    };
    const { cpuMs, ms } = await sequential({ items: [1, 2], operation, meter, settle });
    expect(asked).toEqual([1, 2]);
    expect(cpuMs).toBeCloseTo(30);
    expect(ms).toBeGreaterThan(0);
  });

  it('have no processor time where nobody meters it', async () => {
    const measured = await sequential({ items: [1], operation: () => Promise.resolve() });
    expect(measured.cpuMs).toBeNull();
  });

  it('are compared by processor time, or else by time', () => {
    const one = { ms: 30, cpuMs: 4 };
    expect(timesAsMuch(one, { ms: 10, cpuMs: 2 })).toBe(2);
    expect(timesAsMuch(one, { ms: 10, cpuMs: null })).toBe(3);
  });
});
