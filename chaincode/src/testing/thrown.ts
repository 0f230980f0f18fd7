// SPDX-License-Identifier: Apache-2.0

/** Returns what the action throws, to be matched field by field. */
export function thrown(action: () => unknown): unknown {
  try {
    action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
