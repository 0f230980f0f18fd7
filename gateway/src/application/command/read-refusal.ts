// SPDX-License-Identifier: Apache-2.0
import { refusalCodes } from '@guidang/chaincode/model';
import type { RefusalDocument } from '@guidang/chaincode/model';
import { z } from 'zod';
import { optional } from '../../common/optional';

const refusalSchema = z.object({
  code: z.enum(refusalCodes),
  message: z.string(),
  field: z.string().optional(),
  detail: z.record(z.string(), z.unknown()).optional(),
});

/** The contract's refusal, from the text that the ledger passed on. @throws {ZodError} if it is none. */
export function readRefusal(text: string): RefusalDocument {
  const { code, message, field, detail } = refusalSchema.parse(JSON.parse(text));
  return { code, message, ...optional({ field, detail }) };
}
