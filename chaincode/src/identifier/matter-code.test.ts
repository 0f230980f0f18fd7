// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import {
  parseMatterBasicCode,
  parseMatterImplementationCode,
  parseMatterItemCode,
  parseRegionCode,
} from './index';

const { basic, item, implementation, invalid } = vectors.matterCode;

describe('matter codes', () => {
  it.each(basic)('reads the basic code %s', (value) => {
    const code = parseMatterBasicCode(value);
    expect(code.region + code.type + code.department + code.main + code.sub).toBe(value);
  });

  it.each(item)('reads the item code %s', (value) => {
    expect(parseMatterItemCode(value)).toEqual({ basic: value.slice(0, 12), item: value.slice(12) });
  });

  it.each(implementation)('reads the implementation code %s', (value) => {
    expect(parseMatterImplementationCode(value)).toEqual({
      body: '11100000MB03271699',
      level: '1',
      basic: '000115035000',
    });
  });

  const parsers: Record<string, (text: string) => unknown> = {
    'matter-basic': parseMatterBasicCode,
    'matter-item': parseMatterItemCode,
    'matter-implementation': parseMatterImplementationCode,
  };
  it.each(invalid)('refuses the $kind $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parsers[expected.kind]?.(value))).toMatchObject({
      name: 'IdentifierMalformed',
      ...expected,
    });
  });
});

describe('region code', () => {
  it.each(vectors.regionCode.valid)('reads %s', (value) => {
    const { province, city, county } = parseRegionCode(value);
    expect(province + city + county).toBe(value);
  });

  it.each(vectors.regionCode.invalid)('refuses $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parseRegionCode(value))).toMatchObject({
      name: 'IdentifierMalformed',
      kind: 'region-code',
      ...expected,
    });
  });
});
