// SPDX-License-Identifier: Apache-2.0
import { optional } from './optional';

describe('optional', () => {
  it('leaves out what is undefined and nothing else, in the order given', () => {
    const members = { a: undefined, b: 0, c: null, d: '', e: false, f: undefined };
    expect(JSON.stringify(optional(members))).toBe('{"b":0,"c":null,"d":"","e":false}');
    expect(Object.keys(optional(members))).toEqual(['b', 'c', 'd', 'e']);
  });

  it('changes nothing in what it is given', () => {
    const members = { a: undefined };
    expect(optional(members)).not.toBe(members);
    expect(members).toHaveProperty('a');
  });
});
