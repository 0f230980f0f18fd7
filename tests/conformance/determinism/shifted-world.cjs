// SPDX-License-Identifier: Apache-2.0
'use strict';

/** Simulates another machine: shifted clock and different random numbers. Loaded before anything else. */
const offset = Number(process.env.GUIDANG_TEST_CLOCK_OFFSET);
const RealDate = Date;

globalThis.Date = class extends RealDate {
  constructor(...values) {
    if (values.length === 0) super(RealDate.now() + offset);
    else super(...values);
  }

  static now() {
    return RealDate.now() + offset;
  }
};

let seed = Number(process.env.GUIDANG_TEST_SEED);
Math.random = () => {
  seed = (seed * 16_807) % 2_147_483_647;
  return seed / 2_147_483_647;
};
