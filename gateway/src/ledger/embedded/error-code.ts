// SPDX-License-Identifier: Apache-2.0

/** The `code` of a system's or library's error; `instanceof Error` does not know errors of another realm. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
