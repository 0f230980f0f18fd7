// SPDX-License-Identifier: Apache-2.0
import { isAuthorised } from './issuing-authority';
import type { Authority } from './model';

const authority: Authority = {
  schema: 1,
  version: 3,
  issuer: '11999999000000035B',
  licenceType: '11999999000000019M001',
  grants: [
    { regions: ['999999', '999997'], from: '2015-03-01', until: '2020-12-31' },
    { regions: ['999999'], from: '2022-01-01' },
  ],
};

describe('authority', () => {
  it.each([
    ['999999', '2015-02-28', false],
    ['999999', '2015-03-01', true],
    ['999997', '2020-12-31', true],
    ['999999', '2021-01-01', false],
    ['999999', '2022-01-01', true],
    ['999997', '2022-01-01', false],
    ['999999', '2099-12-31', true],
    ['999998', '2016-01-01', false],
  ])('for %s on %s: %s', (region, date, expected) => {
    expect(isAuthorised(authority, region, date)).toBe(expected);
  });

  it('is missing for an issuer that is not registered', () => {
    expect(isAuthorised(undefined, '999999', '2026-01-01')).toBe(false);
  });
});
