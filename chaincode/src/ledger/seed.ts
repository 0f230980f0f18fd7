// SPDX-License-Identifier: Apache-2.0
import { demand } from './refusal';

const form = /^[0-9a-f]{32}$/;

/** Whether something is a seed: 16 bytes in lower-case hexadecimal digits. */
export function isSeed(value: unknown): value is string {
  return typeof value === 'string' && form.test(value);
}

/**
 * Contracts have no randomness, so the carrying gateway brings it with each transaction.
 * @throws {Refusal} `command-malformed` unless it is 16 bytes in lower-case hexadecimal digits.
 */
export function demandSeed(seed: string): void {
  demand(isSeed(seed), 'command-malformed', 'the transaction brings no seed of 16 bytes in hexadecimal', {
    field: 'seed',
  });
}
