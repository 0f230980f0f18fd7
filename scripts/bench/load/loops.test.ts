// SPDX-License-Identifier: Apache-2.0
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { closedLoop } from './closed-loop';
import { dueAt, dueBy, openLoop } from './open-loop';

describe('the schedule of an open loop', () => {
  it('has each operation due when its number says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 5_000 }),
        (index, perSecond) => {
          const due = dueAt(index, perSecond);
          expect(dueBy(due + 1e-6, perSecond)).toBe(index + 1);
          if (index > 0) expect(dueBy(due - 1e-3, perSecond)).toBe(index);
        },
      ),
    );
  });

  it('has nothing due before it begins', () => {
    expect(dueBy(-1, 100)).toBe(0);
    expect(dueBy(0, 100)).toBe(1);
  });
});

describe('an open loop', () => {
  it('asks at its rate, however slow the answers', async () => {
    const { completed, errors } = await openLoop({
      perSecond: 200,
      warmUpMs: 0,
      measureMs: 500,
      operation: () => sleep(300),
    });
    expect({ completed, errors }).toEqual({ completed: 100, errors: {} });
  });

  it('counts a stall against everything that was due in it', async () => {
    let stalled = false;
    const { latencyMs } = await openLoop({
      perSecond: 100,
      warmUpMs: 0,
      measureMs: 1000,
      operation: () => {
        if (stalled) return Promise.resolve();
        stalled = true;
        // The whole process is blocked, the load's clock too: only the schedule tells when operations were due.
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
        return Promise.resolve();
      },
    });
    expect(latencyMs?.p95).toBeGreaterThan(350);
  });

  it('tells what it could not send, and why others failed', async () => {
    let asked = 0;
    let underWay = 0;
    let most = 0;
    const { completed, errors } = await openLoop({
      perSecond: 100,
      warmUpMs: 0,
      measureMs: 200,
      inFlightMax: 5,
      operation: async (index) => {
        asked += 1;
        most = Math.max(most, (underWay += 1));
        if (index > 0) await sleep(1000);
        underWay -= 1;
        if (index === 0) throw new TypeError('no');
      },
    });
    expect(most).toBe(5);
    expect(asked).toBeLessThan(20);
    expect(completed).toBe(asked - 1);
    expect(errors).toEqual({ TypeError: 1, 'not sent: too many under way': 20 - asked });
  });
});

describe('a closed loop', () => {
  it('has so many under way and no more, and counts only what ends in its time', async () => {
    let underWay = 0;
    let most = 0;
    const { completed, seconds, perSecond } = await closedLoop({
      concurrency: 7,
      warmUpMs: 100,
      measureMs: 400,
      operation: async () => {
        most = Math.max(most, (underWay += 1));
        await sleep(50);
        underWay -= 1;
      },
    });
    expect(most).toBe(7);
    expect(underWay).toBe(0);
    expect(completed).toBeGreaterThan(7);
    expect(completed).toBeLessThanOrEqual(63);
    expect(perSecond).toBeCloseTo(completed / seconds, 0);
  });

  it('lets a refused caller rest', async () => {
    let asked = 0;
    const { errors } = await closedLoop({
      concurrency: 1,
      warmUpMs: 0,
      measureMs: 600,
      operation: () => {
        asked += 1;
        return Promise.reject(Object.assign(new Error('full'), { name: '503', code: 'overloaded' }));
      },
    });
    expect(asked).toBeLessThanOrEqual(4);
    expect(errors['503 overloaded']).toBeGreaterThan(0);
  });
});
