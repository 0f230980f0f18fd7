// SPDX-License-Identifier: Apache-2.0
'use strict';

/*
 * Loaded by a test with `node -r`, and by nothing else: on SIGUSR2 an error is thrown that nobody catches, on SIGPIPE a
 * promise is rejected that nobody waits for.
 */
process.on('SIGUSR2', () => {
  setImmediate(() => {
    throw new Error('injected exception', { cause: new Error('the cause of it') });
  });
});
process.on('SIGPIPE', () => {
  void Promise.reject(new Error('injected rejection', { cause: new Error('the cause of it') }));
});
