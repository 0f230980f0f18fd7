// SPDX-License-Identifier: Apache-2.0
import { derElement, derTag, derUnsigned } from './der';

it.each([
  ['zero', '00', '020100'],
  ['one', '01', '020101'],
  ['leading zeros', '0000007f', '02017f'],
  ['a high first bit', '80', '02020080'],
  ['leading zeros before a high first bit', '0000ff01', '020300ff01'],
])('an integer: %s', (_, bytes, der) => {
  expect(derUnsigned(Buffer.from(bytes, 'hex')).toString('hex')).toBe(der);
});

it.each([
  [0, '3000'],
  [127, '307f'],
  [128, '308180'],
  [255, '3081ff'],
  [256, '30820100'],
  [65_536, '3083010000'],
])('a length of %i', (length, header) => {
  const element = derElement(derTag.sequence, Buffer.alloc(length));
  expect(element.subarray(0, element.length - length).toString('hex')).toBe(header);
});
