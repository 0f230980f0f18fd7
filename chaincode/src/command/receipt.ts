// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { defineTable } from '../ledger/table';

/** That a command has run, and what it answered: the same command again gets the same answer. */
export const commandReceiptSchema = z.strictObject({
  schema: z.literal(1),
  organisation: z.string(),
  officer: z.string(),
  id: z.string(),
  /** Of what was asked, without the time of signing: asking again is the same command. */
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
