// SPDX-License-Identifier: Apache-2.0

/** What a path after `/tile/` names (C2SP tlog-tiles). */
export interface TileName {
  /** The level, from 0; `entries` for the leaves themselves. */
  readonly level: number | 'entries';
  readonly number: number;
  /** Of a partial tile; absent for a full one. */
  readonly width?: number;
}

/** Levels to 63, widths to 255. Five groups of three digits are a number that is exact, and more than any log has. */
const level = '(?<level>entries|[1-5]?\\d|6[0-3])';
const number = '(?!x000)(?<number>(?:x\\d{3}/){0,4}\\d{3})';
const width = '(?<width>[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])';
const tilePath = new RegExp(`^${level}/${number}(?:\\.p/${width})?$`);

/** Reads what follows `/tile/` in a path; `undefined` unless it is the one spelling of a tile's name. */
export function parseTilePath(path: string): TileName | undefined {
  const groups = tilePath.exec(path)?.groups;
  if (groups === undefined) return undefined;
  return {
    level: groups['level'] === 'entries' ? 'entries' : Number(groups['level']),
    number: Number(groups['number']?.replaceAll(/[x/]/g, '')),
    ...(groups['width'] === undefined ? {} : { width: Number(groups['width']) }),
  };
}

/** The path after `/tile/` of a tile or a bundle of entries. */
export function tilePathOf({ level, number, width }: TileName): string {
  const digits = String(number);
  const groups = digits.padStart(3 * Math.ceil(digits.length / 3), '0').match(/\d{3}/g) ?? [];
  const last = groups.pop() ?? '000';
  const partial = width === undefined ? '' : `.p/${width}`;
  return [level, ...groups.map((group) => `x${group}`), last].join('/') + partial;
}
