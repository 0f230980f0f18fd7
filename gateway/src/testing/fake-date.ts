// SPDX-License-Identifier: Apache-2.0

/** For `jest.useFakeTimers`: fakes the date alone, so that outbox and ledger wait as they do. */
export const allButTheDate: FakeableAPI[] = [
  'hrtime',
  'nextTick',
  'performance',
  'queueMicrotask',
  'setImmediate',
  'clearImmediate',
  'setInterval',
  'clearInterval',
  'setTimeout',
  'clearTimeout',
];
