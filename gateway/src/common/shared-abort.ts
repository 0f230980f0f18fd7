// SPDX-License-Identifier: Apache-2.0
import { setMaxListeners } from 'node:events';

/**
 * An abort controller for many waits at once, each of which listens to its signal until it has ended: Node would take
 * more than ten of them for a leak.
 */
export function sharedAbort(): AbortController {
  const controller = new AbortController();
  setMaxListeners(Infinity, controller.signal);
  return controller;
}
