// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { errorCodes } from '../../errors/catalogue';
import { detailOf } from '../../errors/detail';
import type { Fault } from '../../errors/fault';
import type { Language } from '../../words/language';

/** What was taken as it came, and will stand in the way of a later step. */
export const warningsSchema = z.array(
  z.strictObject({ code: z.enum(errorCodes), field: z.string().optional(), detail: z.string() }),
);

export type Warnings = z.infer<typeof warningsSchema>;

export function warningsOf(faults: readonly Fault[], language: Language): Warnings {
  return faults.map((fault) => {
    const { code, field } = fault;
    return { code, ...(field === undefined ? {} : { field }), detail: detailOf(fault, language) };
  });
}
