// SPDX-License-Identifier: Apache-2.0
import fc from 'fast-check';
import vectors from '../testing/identifiers.json';
import {
  IdentifierMalformed,
  normaliseArchivalCode,
  parseArchivalCode,
  parseCitizenNumber,
  parseLicenceIdentifier,
  parseRegionCode,
  parseUnifiedCode,
  parseUniqueCode,
} from './index';

const parsers = {
  parseLicenceIdentifier,
  parseUnifiedCode,
  parseCitizenNumber,
  parseArchivalCode,
  normaliseArchivalCode,
  parseRegionCode,
  parseUniqueCode,
} satisfies Record<string, (text: string) => unknown>;

const samples = [
  ...vectors.licence.valid,
  ...vectors.unifiedCode.valid,
  ...vectors.citizenNumber.valid,
  ...vectors.archivalCode.valid,
].map(({ value }) => value);

/** Arbitrary texts, and texts close enough to an identifier to pass the first checks. */
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.string({ unit: fc.constantFrom(...Array.from('019AXZY.·-x ')), maxLength: 40 }),
  fc
    .tuple(fc.constantFrom(...samples), fc.nat(90), fc.nat(3), fc.string({ unit: 'binary', maxLength: 3 }))
    .map(([sample, at, removed, inserted]) => sample.slice(0, at) + inserted + sample.slice(at + removed)),
);

describe.each(Object.entries(parsers))('%s', (_, parse) => {
  it('throws nothing but IdentifierMalformed, which never carries the text', () => {
    fc.assert(
      fc.property(text, (value) => {
        try {
          parse(value);
        } catch (error) {
          if (!(error instanceof IdentifierMalformed)) throw error;
          if (value.length >= 18) expect(error.message).not.toContain(value);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('refuses a very long text quickly', () => {
    expect(() => parse('1.2.156.3005.2.'.repeat(1_000_000))).toThrow(IdentifierMalformed);
  });
});
