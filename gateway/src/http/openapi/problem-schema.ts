// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../errors/catalogue';

/** A problem as sent (RFC 9457 section 3). */
export const problemSchema = z.strictObject({
  /** URL of the code's documentation. */
  type: z.string(),
  title: z.string(),
  status: z.int().min(400).max(599),
  detail: z.string(),
  /** The request's identifier. */
  instance: z.string(),
  code: z.enum(errorCodes),
  retry: z.enum(['none', 'same', 'new', 'unknown']),
  /** The first invalid field. */
  field: z.string().optional(),
  errors: z
    .array(
      z.strictObject({
        field: z.string(),
        message: z.string(),
        /** Where it is another than the problem's. */
        code: z.enum(errorCodes).optional(),
        /** The value, shortened; of a field that may hold personal data only its kind and length. */
        sent: z.string().optional(),
        example: z.string().optional(),
      }),
    )
    .optional(),
  /** Details that help the caller to recover, such as the current version. */
  facts: z.record(z.string(), z.unknown()).optional(),
  retryAfter: z.int().min(0).optional(),
});
