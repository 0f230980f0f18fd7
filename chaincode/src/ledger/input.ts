// SPDX-License-Identifier: Apache-2.0
import type { z } from 'zod';
import { Refusal } from './refusal';

/**
 * Validates untrusted input against a schema.
 * @param at path of the input inside the command, for the message.
 * @throws {Refusal} `identifier-malformed` or `command-malformed`, naming the first invalid field.
 */
export function parseInput<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  throw inputRefusal(result.error, at);
}

/** The refusal for invalid input; see {@link parseInput}. */
export function inputRefusal({ issues: [issue] }: z.core.$ZodError, at: string): Refusal {
  const field = [at, ...(issue?.path ?? [])].filter((part) => part !== '').join('/');
  const message = issue?.message ?? 'malformed';
  const facts = issue?.code === 'custom' ? issue.params : undefined;
  return facts?.['identifier'] === undefined
    ? new Refusal('command-malformed', message, { field })
    : new Refusal('identifier-malformed', message, { field, detail: facts });
}
