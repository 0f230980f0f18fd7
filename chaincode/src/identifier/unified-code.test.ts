// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import {
  demandUnifiedCodeInUse,
  isIrregularUnifiedCode,
  isUnifiedCode,
  malformedHints,
  parseUnifiedCode,
} from './index';

const { valid, invalid } = vectors.unifiedCode;

describe('unified social credit code', () => {
  it.each(valid)('reads $value', ({ value }) => {
    const { authority, bodyKind, region, organisation, check } = parseUnifiedCode(value);
    expect([authority, bodyKind, region, organisation, check].join('')).toBe(value);
    expect(isUnifiedCode(value)).toBe(true);
  });

  it.each(invalid)('refuses $value: $reason', ({ value, ...expected }) => {
    expect(thrown(() => parseUnifiedCode(value))).toMatchObject({
      name: 'IdentifierMalformed',
      kind: 'unified-code',
      ...expected,
    });
    expect(isUnifiedCode(value)).toBe(false);
  });
});

it.each([
  ['999999000012345', malformedHints.registrationNumber],
  ['MADE0001-1', malformedHints.organisationCode],
  ['MADE00011', malformedHints.organisationCode],
  ['MADE0001-2', undefined],
  ['99999900001234', undefined],
])('the code of before, %s, is told from one that was cut off', (code, hint) => {
  expect(thrown(() => parseUnifiedCode(code))).toMatchObject({ reason: 'length', hint });
});

describe('a code in use that breaks its own standard', () => {
  it.each(['91350203M0001FUE2P', '91350203M0001QKT19'])('%s is taken, and known as one', (code) => {
    expect(isIrregularUnifiedCode(code)).toBe(true);
    expect(thrown(() => parseUnifiedCode(code))).toMatchObject({ reason: 'check' });
    expect(() => {
      demandUnifiedCodeInUse(code);
    }).not.toThrow();
  });

  it.each(['91999999MADE00012C', '913502031550456310', '9135020XM0001FUE2P'])('%s is a slip', (code) => {
    expect(isIrregularUnifiedCode(code)).toBe(false);
    expect(() => {
      demandUnifiedCodeInUse(code);
    }).toThrow();
  });

  it.each(valid)('$value is no such code', ({ value }) => {
    expect(isIrregularUnifiedCode(value)).toBe(false);
  });
});
