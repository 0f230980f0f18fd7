// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import { parseTilePath, tilePathOf } from './tile-path';
import type { TileName } from './tile-path';

describe('the path of a tile', () => {
  it.each<[string, TileName]>([
    ['0/000', { level: 0, number: 0 }],
    ['0/x001/x234/067', { level: 0, number: 1_234_067 }],
    ['1/273', { level: 1, number: 273 }],
    ['0/273.p/112', { level: 0, number: 273, width: 112 }],
    ['63/x001/000.p/1', { level: 63, number: 1000, width: 1 }],
    ['entries/000.p/255', { level: 'entries', number: 0, width: 255 }],
    ['entries/x999/x999/x999/x999/999', { level: 'entries', number: 999_999_999_999_999 }],
  ])('%s', (path, name) => {
    expect(parseTilePath(path)).toEqual(name);
    expect(tilePathOf(name)).toBe(path);
  });

  it.each([
    '',
    '0',
    '0/',
    '0/0',
    '0/0000',
    '00/000',
    '01/000',
    '64/000',
    '-1/000',
    '0/x000/001',
    '0/001/002',
    '0/x001',
    '0/X001/002',
    '0/x001/002/',
    '0/000.p/0',
    '0/000.p/01',
    '0/000.p/256',
    '0/000.p/',
    '0/000.p',
    '0/x001/x002/x003/x004/x005/006',
    'data/000',
    'entries/000\n',
    '0/٠٠٠',
  ])('rejects %j', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('has only one spelling', () => {
    const pieces = fc.constantFrom(
      '0',
      '1',
      '63',
      'entries',
      '/',
      'x',
      '000',
      '001',
      '.p/',
      '255',
      '256',
      ' ',
    );
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (path) => {
        const name = parseTilePath(path);
        if (name !== undefined) expect(tilePathOf(name)).toBe(path);
      }),
      { numRuns: 2_000 },
    );
  });
});
