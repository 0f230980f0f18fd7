// SPDX-License-Identifier: Apache-2.0
import { bounds, isMet } from './bounds';
import { humanReadable } from './human';
import type { History } from './history';
import type { LoadResult } from './load/operation';
import { openRatiosOf } from './open-load';
import { parseParts, partNames } from './parts';
import { notesOf, ratiosOf } from './result';
import type { Measured } from './result';
import { roundRatiosOf } from './rounds';
import type { ScalePoint } from './scale';
import { median, quantile } from './statistics';
import { figure, table } from './table';

function load(perSecond: number): LoadResult {
  return { seconds: 1, completed: perSecond, perSecond, errors: {} };
}

function point(records: number, more: Partial<ScalePoint> = {}): ScalePoint {
  return {
    records,
    recordsAfter: 0,
    writesPerSecond: 1_000,
    verifyMs: 1,
    historyPageMs: 2,
    restartSeconds: 2,
    rebuildSeconds: records / 20_000,
    diskBytesPerRecord: { projection: 300, state: 200, blocks: 900 },
    gatewayRssMiB: 210,
    ...more,
  };
}

function history(events: number): History {
  return { events, madePerSecond: 900, rounds: [], ratio: 1.1 };
}

describe('ratios', () => {
  it('are medians of rounds, of what was measured', () => {
    const rounds = [
      { plain: load(40), create: load(800) },
      { plain: load(50), create: load(500) },
      { plain: load(20), create: load(600), bulk: load(1_000) },
      { plain: load(0), create: load(600) },
    ];
    expect(roundRatiosOf(rounds)).toEqual({ create: 20, bulk: 50 });
  });

  it('are null where nothing was measured', () => {
    const ratios = ratiosOf({});
    expect(new Set(Object.values(ratios))).toEqual(new Set([null]));
    expect(bounds.filter(({ name }) => !(name in ratios))).toEqual([]);
  });

  it('of sizes are null unless the sizes were those of the bound', () => {
    const small: Measured = { scale: [point(1_000), point(30_000)], history: history(10_000) };
    expect(ratiosOf(small)).toMatchObject({
      scaleWrite: null,
      gatewayRssMiB: null,
      historyPage: null,
      rebuild: 20,
    });
    expect(notesOf(small)).toHaveLength(3);
    const large: Measured = {
      scale: [point(1_000), point(1_000_000, { writesPerSecond: 950 })],
      history: history(100_000),
    };
    expect(ratiosOf(large)).toMatchObject({ scaleWrite: 0.95, gatewayRssMiB: 210, historyPage: 1.1 });
    expect(notesOf(large)).toEqual([]);
  });

  it('of processor time are medians of the rounds', () => {
    const plain = (cpu: number): LoadResult => ({
      ...load(40),
      cpuSecondsPerThousand: { peer: cpu, gateway: 1 },
    });
    const rounds = [{ plain: plain(20) }, { plain: plain(15) }, { plain: plain(90) }];
    expect(ratiosOf({ rounds: { rounds, ratios: {} } })).toMatchObject({ cpuMsPlain: 21, cpuMsCreate: null });
  });

  it('of a steady load are divided by the lone create of their round', () => {
    const timed = (p50: number, p99: number): LoadResult => ({
      ...load(100),
      latencyMs: { p50, p95: p99, p99, p999: p99, max: p99 },
      cpuSecondsPerThousand: { gateway: 4 },
    });
    const round = (loneMs: number): Parameters<typeof openRatiosOf>[0][number] => ({
      ...{ closed: load(800), loneMs },
      open: [
        { share: 0.25, result: timed(100, 200) },
        { share: 0.5, result: timed(150, 300) },
      ],
    });
    expect(openRatiosOf([round(50), round(100), round(80)], [timed(1, 400), timed(1, 800)])).toEqual({
      openP50At25: 1.25,
      openP99At25: 2.5,
      openP50At50: 1.875,
      openP99At50: 3.75,
      openP99At75: 10,
      openCpuMsAt25: 4,
    });
    expect(
      openRatiosOf([{ ...round(50), open: [{ share: 0.25, result: load(0) }] }], [load(0)]),
    ).toMatchObject({
      openP50At25: null,
      openP99At75: null,
    });
  });

  it('of a rebuild are null when it was too short to tell', () => {
    expect(ratiosOf({ scale: [point(1_000)] }).rebuild).toBeNull();
  });
});

describe('a bound', () => {
  const [least] = bounds.filter(({ limit }) => 'atLeast' in limit);
  const [most] = bounds.filter(({ limit }) => 'atMost' in limit);

  it('is met from its limit on', () => {
    if (least === undefined || most === undefined) throw new Error('there are bounds of both kinds');
    expect([isMet(least, 20), isMet(least, 19.9), isMet(least, null)]).toEqual([true, false, undefined]);
    expect([isMet(most, 1.1), isMet(most, 1.11), isMet(most, null)]).toEqual([true, false, undefined]);
  });
});

describe('the output for people', () => {
  it('says what was not measured', () => {
    const measured: Measured = { rounds: { rounds: [{ plain: load(40) }], ratios: {} } };
    const text = humanReadable({
      machine: { cores: 2 },
      ...measured,
      ratios: ratiosOf(measured),
      notes: ['why'],
    });
    expect(text.match(/not measured/g)).toHaveLength(bounds.length);
    expect(text).toContain('| round 1: plain, 200 at once | 40 | – |');
    expect(text).toContain('- why');
  });
});

it('a table has a line for each row, and cells that cannot break it', () => {
  expect(table(['a', 'b'], [['1|2', 'x\ny']])).toBe('| a | b |\n| --- | --- |\n| 1\\|2 | x y |');
});

it.each([
  [undefined, '–'],
  [null, '–'],
  [0, '0'],
  [1.23456, '1.23'],
  [99.95, '100'],
  [1234.5, '1235'],
])('a figure of %j is shown as %s', (value, shown) => {
  expect(figure(value)).toBe(shown);
});

describe('the parts', () => {
  it('are all of them, or those named', () => {
    expect([...parseParts(undefined)]).toEqual([...partNames]);
    expect([...parseParts('verify-readers')]).toEqual(['verify-readers']);
    expect([...parseParts('verify, plain')]).toEqual(['verify', 'plain']);
    expect(() => parseParts('plain,speed')).toThrow(/no part speed/);
  });
});

describe('statistics', () => {
  it('take the nearest rank', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(quantile([1, 2, 3, 4], 0.95)).toBe(4);
    expect(() => median([])).toThrow(RangeError);
  });
});
