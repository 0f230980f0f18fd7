// SPDX-License-Identifier: Apache-2.0
import { decades, steps, svgPlot } from './plot';
import type { Plot } from './plot';

const plot: Plot = {
  title: 'Rate & size <of> a thing',
  xLabel: 'records',
  yLabel: 'ms',
  yScale: 'linear',
  lines: [
    {
      name: 'one',
      points: [
        [1_000, 3],
        [10_000, 4],
        [1_000_000, 9],
      ],
    },
    { name: 'two', points: [[1_000, 0]] },
  ],
};

describe('an SVG plot', () => {
  const svg = svgPlot(plot);

  it('is balanced, with its text escaped', () => {
    const opened = [...svg.matchAll(/<([a-z]+)(?: [^>]*)?(?<!\/)>/g)].map(([, name]) => name);
    const closed = [...svg.matchAll(/<\/([a-z]+)>/g)].map(([, name]) => name);
    expect(opened.sort()).toEqual(closed.sort());
    expect(svg).toContain('Rate &amp; size &lt;of&gt; a thing');
  });

  it('names no attribute of an element twice', () => {
    for (const [, attributes = ''] of svg.matchAll(/<[a-z]+((?: [a-z-A-Z]+="[^"]*")*)/g)) {
      const names = [...attributes.matchAll(/ ([a-zA-Z-]+)=/g)].map(([, name]) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it('marks every point, equal decades at equal distances', () => {
    const places = [...svg.matchAll(/<circle cx="([\d.]+)" cy="([\d.]+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    expect(places).toHaveLength(4);
    const [first = [], second = [], third = []] = places;
    const step = (second[0] ?? 0) - (first[0] ?? 0);
    expect((third[0] ?? 0) - (second[0] ?? 0)).toBeCloseTo(2 * step, 0);
    expect(third[1]).toBeLessThan(second[1] ?? 0);
  });

  it('refuses what a logarithm has no place for', () => {
    const lines = [{ name: 'one', points: [[0, 1]] as const }];
    expect(() => svgPlot({ ...plot, lines })).toThrow(RangeError);
    expect(() => svgPlot({ ...plot, lines: [] })).toThrow(RangeError);
  });
});

it.each([
  [
    [1_000, 1_000_000],
    [1_000, 10_000, 100_000, 1_000_000],
  ],
  [[5], [1, 10]],
  [[1], [1, 10]],
  [
    [0.02, 3],
    [0.01, 0.1, 1, 10],
  ],
])('the decades around %j are %j', (values, expected) => {
  expect(decades(values).map((value) => Number(value.toPrecision(6)))).toEqual(expected);
});

it.each([
  [
    [3, 9.2],
    [0, 2, 4, 6, 8, 10],
  ],
  [[0.4], [0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4]],
  [[4_100], [0, 1_000, 2_000, 3_000, 4_000, 5_000]],
])('the steps up to %j are %j', (values, expected) => {
  expect(steps(values)).toEqual(expected);
});
