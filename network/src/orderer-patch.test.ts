// SPDX-License-Identifier: Apache-2.0
import { ordererPatch, patched } from './orderer-patch';

const { before, after } = ordererPatch;

describe("the patch of Fabric's orderer", () => {
  it('replaces the text where it stands', () => {
    expect(patched(`a\n${before}b`, ordererPatch)).toBe(`a\n${after}b`);
  });

  it.each([
    ['nowhere', 'a'],
    ['twice', `${before}${before}`],
  ])('does not fit a source in which it stands %s', (_, source) => {
    expect(() => patched(source, ordererPatch)).toThrow('does not fit');
  });
});
