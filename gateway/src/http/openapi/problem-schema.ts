// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../errors/catalogue';

/** A problem as it is sent (RFC 9457 section 3). */
export const problemSchema = z.strictObject({
  /** Where the code is explained. */
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** The request's identifier. */
  instance: z.string(),
  code: z.enum(errorCodes),
  retry: z.enum(['none', 'same', 'new', 'unknown']),
  /** The first field at fault. */
  field: z.string().optional(),
  errors: z.array(z.strictObject({ field: z.string(), message: z.string() })).optional(),
  /** What helps to go on, such as the current version. */
  facts: z.record(z.string(), z.unknown()).optional(),
  retryAfter: z.int().min(0).optional(),
});

export type ProblemDocument = z.infer<typeof problemSchema>;
