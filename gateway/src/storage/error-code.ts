// SPDX-License-Identifier: Apache-2.0

/** The `code` of a system or library error; `instanceof Error` fails for errors of another realm. */
export function errorCode(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
}
