// SPDX-License-Identifier: Apache-2.0
import { holdsPersonalNumber } from '.';

const number = '34010018991231456X';

it.each([
  [number, true],
  [`object-${number.toLowerCase()}`, true],
  ['340100-18991231-456X', true],
  ['+86 138 0000 0000', true],
  ['34010018991231456', false],
  ['340100189912314560', false],
  [`A${number}`, false],
  ['case-13800000000-1', false],
  ['a code without any', false],
  ['1a'.repeat(32), false],
  ['ab'.repeat(32), false],
])('whether a number of a person stands in a text: %j', (text, holds) => {
  expect(holdsPersonalNumber(text)).toBe(holds);
});
