// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import { isRegionCode, parseRegionCode } from './index';

describe('region code', () => {
  it('reads province, city and county', () => {
    expect(parseRegionCode('330106')).toEqual({ province: '33', city: '01', county: '06' });
    expect(isRegionCode('330106')).toBe(true);
  });

  it.each([
    ['33010', { reason: 'length' }],
    ['3301060', { reason: 'length' }],
    ['33010A', { reason: 'character' }],
    ['３３０１０６', { reason: 'character' }],
    ['030106', { reason: 'format', part: 'province' }],
  ])('refuses %s', (text, expected) => {
    expect(thrown(() => parseRegionCode(text))).toMatchObject({
      name: 'IdentifierMalformed',
      kind: 'region-code',
      ...expected,
    });
    expect(isRegionCode(text)).toBe(false);
  });
});
