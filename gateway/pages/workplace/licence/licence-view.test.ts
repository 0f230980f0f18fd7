// SPDX-License-Identifier: Apache-2.0
import { attributesOf, mayReadHistory, validityOf } from './licence-view';

it.each([
  [['verifier'], false],
  [['acceptor', 'reviewer'], false],
  [['reviewer', 'decider'], true],
  [['auditor'], true],
] as const)('%j may read what has happened to a licence: %s', (roles, may) => {
  expect(mayReadHistory({ roles: [...roles] })).toBe(may);
});

it('says from when to when a licence counts, and nothing after the dash while no end is known', () => {
  expect(validityOf({ validFrom: '2026-01-02', validUntil: '2031-01-01' })).toBe('2026-01-02 – 2031-01-01');
  expect(validityOf({ validFrom: '2026-01-02' })).toBe('2026-01-02 –');
});

describe('what a licence says besides', () => {
  const type = '11999999000000019M001';
  const choices = [{ code: 'allotted', name: '划拨' }];
  const types: Parameters<typeof attributesOf>[1] = [
    {
      schema: 1,
      version: 1,
      code: type,
      name: '不动产权证书',
      statuses: ['in-force'],
      attributes: [
        { code: 'land-right', name: '权利性质', kind: 'choice', choices },
        { code: 'price', name: '成交价', kind: 'amount', unit: 'fen' },
        { code: 'note', name: '附记', kind: 'text', charactersMax: 20 },
      ],
    },
  ];
  const attributes = { note: '<b>5</b>', price: 5, 'land-right': 'allotted' };

  it('has the names of its type, and units', () => {
    expect(attributesOf({ type, attributes }, types).map(({ name, value }) => [name, value.zh])).toEqual([
      ['权利性质', '划拨'],
      ['成交价', '0.05 元'],
      ['附记', '<b>5</b>'],
    ]);
  });

  it('goes by code while the type is not known, and is nothing of older licences', () => {
    expect(attributesOf({ type, attributes }, []).map(({ name, value }) => [name, value.en])).toEqual([
      ['note', '<b>5</b>'],
      ['price', '5'],
      ['land-right', 'allotted'],
    ]);
    expect(attributesOf({ type }, types)).toEqual([]);
  });
});
