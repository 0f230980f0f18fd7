// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import { malformedHints } from './malformed';
import { parseObjectIdentifier, parseObjectOfKind } from './object-identifier';
import type { ObjectKind } from './object-identifier';

const unit = '999999001001GB00001F00010001';
const vin = 'LSVAA49J132047371';

describe('the identifier of an object', () => {
  it.each<[ObjectKind, string]>([
    ['real-estate-unit', unit],
    ['real-estate-unit', '999999001001GB00001W00000000'],
    ['real-estate-unit', '999999001001JC00017F00010000'],
    ['organisation', '91999999000000086B'],
    ['vehicle', '1M8GDM9AXKP042788'],
  ])('of kind %s has the form of its kind: %s', (kind, text) => {
    expect(() => {
      parseObjectOfKind(text, kind);
      parseObjectIdentifier(text);
    }).not.toThrow();
  });

  it.each<[ObjectKind, string, object]>([
    ['real-estate-unit', unit.slice(0, -1), { reason: 'length', expected: '28' }],
    ['real-estate-unit', `${unit}0`, { reason: 'length' }],
    ['real-estate-unit', 'ABCD', { reason: 'length' }],
    ['real-estate-unit', unit.toLowerCase(), { reason: 'character' }],
    ['real-estate-unit', `A${unit.slice(1)}`, { reason: 'format', part: 'region' }],
    ['real-estate-unit', `9999990A1001${unit.slice(12)}`, { reason: 'format', part: 'zone' }],
    ['real-estate-unit', '999999001001XB00001F00010001', { reason: 'format', part: 'parcel' }],
    ['real-estate-unit', '999999001001GB00001K00010001', { reason: 'format', part: 'fixture' }],
    ['real-estate-unit', '999999001001GB00001W00010001', { reason: 'format', part: 'fixture' }],
    ['organisation', '91999999000000086A', { reason: 'check' }],
    ['vehicle', '1M8GDM9A1KP042788', { reason: 'check', expected: 'X' }],
    ['vehicle', '1M8GDM9AXKP04278', { reason: 'length', expected: '17' }],
    ['vehicle', '1M8GDM9AXKPO42788', { reason: 'character', hint: malformedHints.lookAlike }],
    ['vehicle', 'IM8GDM9AXKPQ42788', { reason: 'character', hint: malformedHints.lookAlike }],
    ['vehicle', '1M8GDM9AXKPU4278O', { reason: 'character', hint: undefined }],
    [
      'real-estate-unit',
      '999999001001GB00001FO0010001',
      { reason: 'character', hint: malformedHints.lookAlike },
    ],
    [
      'real-estate-unit',
      '99999900I00IGB0000IF000I000I',
      { reason: 'character', hint: malformedHints.lookAlike },
    ],
  ])('of kind %s is refused with what is wrong: %s', (kind, text, wrong) => {
    expect(
      thrown(() => {
        parseObjectOfKind(text, kind);
      }),
    ).toMatchObject({ name: 'IdentifierMalformed', ...wrong });
  });

  it.each([
    ['real-estate-unit', '999999-001001-GB00001-F00010001'],
    ['real-estate-unit', '999999.001001.GB00001.F00010001'],
    ['vehicle', '京A.99999'],
    ['vehicle', '京A-99999'],
  ])('is not divided, for that would be another object without its restrictions: %s %s', (kind, text) => {
    expect(
      thrown(() => {
        parseObjectIdentifier(text);
      }),
    ).toMatchObject({ kind, reason: 'separator' });
  });

  it.each([
    unit.slice(0, -1),
    unit.slice(1),
    `${unit.slice(0, 11)}${unit.slice(12)}`,
    `${unit}1`,
    unit.slice(0, 19),
    '91999999000000086A',
  ])('of no stated kind is still no other object: %s', (text) => {
    expect(
      thrown(() => {
        parseObjectIdentifier(text);
      }),
    ).toMatchObject({ name: 'IdentifierMalformed' });
  });

  it.each(['SHIP-0001', 'ABCD', vin])('of no known form is taken as it is: %s', (text) => {
    expect(() => {
      parseObjectIdentifier(text);
    }).not.toThrow();
  });
});
