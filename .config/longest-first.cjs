// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * Where no earlier run tells how long a suite takes, jest begins with the largest file. Those that start processes are
 * the longest, and some of the smallest: begun last, the longest of them would keep one processor waiting for the other.
 */
const { default: Sequencer } = require('@jest/test-sequencer');

const processes = new Set(['conformance', 'e2e']);

module.exports = class extends Sequencer {
  sort(tests) {
    const sorted = super.sort(tests);
    const isLong = ({ context }) => processes.has(context.config.displayName?.name);
    return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
  }
};
