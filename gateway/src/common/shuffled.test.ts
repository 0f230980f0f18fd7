// SPDX-License-Identifier: Apache-2.0
import { shuffled } from './shuffled';

it('shuffles without losing any', () => {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const order = shuffled(items);
  expect(order).not.toEqual(items);
  expect([...order].sort((left, right) => left - right)).toEqual(items);
});
