// SPDX-License-Identifier: Apache-2.0

export interface Plot {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  /** x above zero, ascending. */
  readonly lines: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  readonly yScale: 'linear' | 'log';
}

const size = { width: 640, height: 360, left: 80, right: 150, top: 44, bottom: 56 } as const;
const colours = ['#1f6f8b', '#b3541e', '#4a7c2c', '#6b4e9b'];

type Scale = (value: number) => number;

/**
 * Draws a line plot with a logarithmic x axis as an SVG document, readable on light and dark pages.
 * @throws {RangeError} without points, or for a value that has no logarithm.
 */
export function svgPlot({ title, xLabel, yLabel, lines, yScale }: Plot): string {
  const points = lines.flatMap((line) => line.points);
  const xs = decades(points.map(([x]) => x));
  const ys = yScale === 'log' ? decades(points.map(([, y]) => y)) : steps(points.map(([, y]) => y));
  const right = size.width - size.right;
  const bottom = size.height - size.bottom;
  const x = logarithmic(xs, [size.left, right]);
  const y = (yScale === 'log' ? logarithmic : linear)(ys, [bottom, size.top]);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${size.width}" height="${size.height}" fill="#fff"/>`,
    text(size.left, 24, title, 'font-weight="bold" font-size="14"'),
    text((size.left + right) / 2, size.height - 14, xLabel, 'text-anchor="middle"'),
    text(
      16,
      (size.top + bottom) / 2,
      yLabel,
      `text-anchor="middle" transform="rotate(-90 16 ${(size.top + bottom) / 2})"`,
    ),
    ...xs.flatMap((value) => [
      `<path d="M${round(x(value))} ${size.top}V${bottom}" stroke="#ddd"/>`,
      text(x(value), bottom + 18, short(value), 'text-anchor="middle"'),
    ]),
    ...ys.flatMap((value) => [
      `<path d="M${size.left} ${round(y(value))}H${right}" stroke="#ddd"/>`,
      text(size.left - 8, y(value) + 4, short(value), 'text-anchor="end"'),
    ]),
    ...lines.flatMap((line, index) => drawn(line, { x, y, right, index })),
    '</svg>',
    '',
  ].join('\n');
}

function drawn(
  { name, points }: Plot['lines'][number],
  {
    x,
    y,
    right,
    index,
  }: { readonly x: Scale; readonly y: Scale; readonly right: number; readonly index: number },
): string[] {
  const colour = colours[index % colours.length] ?? '#000';
  const places = points.map(([left, up]) => [round(x(left)), round(y(up))] as const);
  return [
    `<polyline points="${places.map((place) => place.join(',')).join(' ')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    ...places.map(([left, up]) => `<circle cx="${left}" cy="${up}" r="3.5" fill="${colour}"/>`),
    text(right + 12, size.top + 12 + index * 18, name, `fill="${colour}"`),
  ];
}

/** The powers of ten that enclose the values. */
export function decades(values: readonly number[]): number[] {
  if (values.length === 0 || values.some((value) => !(value > 0))) {
    throw new RangeError('a logarithmic axis takes numbers above zero');
  }
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))));
  return Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step));
}

/** Four to eight round steps from zero to above the values. */
export function steps(values: readonly number[]): number[] {
  const top = Math.max(...values, Number.MIN_VALUE);
  const rough = 10 ** Math.floor(Math.log10(top));
  const step =
    [0.1, 0.2, 0.25, 0.5, 1, 2].map((each) => each * rough).find((each) => top / each <= 8) ?? rough * 2;
  return Array.from({ length: Math.ceil(top / step) + 1 }, (_, index) =>
    Number((index * step).toPrecision(6)),
  );
}

function linear(ticks: readonly number[], [from, to]: readonly [number, number]): Scale {
  const low = ticks[0] ?? 0;
  const high = ticks.at(-1) ?? 1;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

function logarithmic(ticks: readonly number[], range: readonly [number, number]): Scale {
  const scale = linear(ticks.map(Math.log10), range);
  return (value) => scale(Math.log10(value));
}

function text(x: number, y: number, content: string, attributes: string): string {
  return `<text x="${round(x)}" y="${round(y)}" ${attributes}>${escaped(content)}</text>`;
}

function short(value: number): string {
  if (value >= 1e6) return `${value / 1e6} M`;
  if (value >= 1e3) return `${value / 1e3} k`;
  return String(Number(value.toPrecision(3)));
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
