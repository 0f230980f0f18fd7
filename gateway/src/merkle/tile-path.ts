// SPDX-License-Identifier: Apache-2.0

/** A parsed path after `/tile/` (C2SP tlog-tiles). */
export interface TileName {
  /** The level, from 0; `entries` for the leaves themselves. */
  readonly level: number | 'entries';
  readonly number: number;
  /** The width of a partial tile; absent for a full one. */
  readonly width?: number;
}

/** Levels up to 63, widths up to 255. Five groups of three digits are a safe integer, and more than any log has. */
const level = '(?<level>entries|[1-5]?\\d|6[0-3])';
const number = '(?!x000)(?<number>(?:x\\d{3}/){0,4}\\d{3})';
const width = '(?<width>[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const tilePath = new RegExp(`^${level}/${number}(?:\\.p/${width})?$`);

/** Parses the path after `/tile/`; `undefined` unless it is the canonical spelling. */
export function parseTilePath(path: string): TileName | undefined {
  const groups = tilePath.exec(path)?.groups;
  if (groups === undefined) return undefined;
  return {
    level: groups['level'] === 'entries' ? 'entries' : Number(groups['level']),
    number: Number(groups['number']?.replaceAll(/[x/]/g, '')),
    ...(groups['width'] === undefined ? {} : { width: Number(groups['width']) }),
  };
}

/** Formats the path after `/tile/` of a tile or entry bundle. */
export function tilePathOf({ level, number, width }: TileName): string {
  const digits = String(number);
  const padded = digits.padStart(3 * Math.ceil(digits.length / 3), '0');
  const groups = padded.replace(/\d{3}(?=\d)/g, 'x$&/');
  const partial = width === undefined ? '' : `.p/${width}`;
  return `${level}/${groups}${partial}`;
}
