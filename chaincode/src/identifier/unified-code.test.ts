// SPDX-License-Identifier: Apache-2.0
import { thrown } from '../testing/thrown';
import vectors from '../testing/identifiers.json';
import { isUnifiedCode, parseUnifiedCode } from './index';

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
