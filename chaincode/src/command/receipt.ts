// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { defineTable } from '../ledger/table';

/** Stored once a command has run, with its result: the same command again gets the same answer. */
export const commandReceiptSchema = z.strictObject({
  schema: z.literal(1),
  organisation: z.string(),
  officer: z.string(),
  id: z.string(),
  /** Digest of the command without its time of signing, so that signing it again gives the same command. */
  content: digestSchema,
  transaction: z.string(),
  result: z.record(z.string(), z.json()),
});

export type CommandReceipt = z.infer<typeof commandReceiptSchema>;

export const commandReceipts = defineTable<CommandReceipt>({
  name: 'command',
  schema: commandReceiptSchema,
  key: (value) => [value.organisation, value.officer, value.id],
});
