// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import { organisationIdSchema } from '../ledger/values';

/** What an organisation's keys sign: heads that its gateway proposes, heads that it has computed, reports and exports. */
export const logKeyRoleSchema = z.enum(['log', 'cosigner', 'seal']);

/** A C2SP verifier key; {@link readVerifierKey} says whether it is one. */
const vkeySchema = z.string().min(1).max(limits.verifierKeyCharsMax);

/** The name of a key and its identifier in hex, as its signatures carry them: `guidang/east+02ab5e17`. */
const keyIdSchema = z.string().min(1).max(limits.verifierKeyCharsMax);

export const newLogKeySchema = z.strictObject({ role: logKeyRoleSchema, vkey: vkeySchema });
export const newLogKeysSchema = z.array(newLogKeySchema).max(limits.logKeysPerChangeMax);

/** What a proposal says of an organisation's log keys. */
export const logKeyChangeSchema = z.strictObject({
  organisation: organisationIdSchema,
  add: newLogKeysSchema,
  retire: z.array(keyIdSchema).max(limits.logKeysPerChangeMax),
});

/** The keys with which an organisation signs for the log. Retired ones stay, since old heads are checked for decades. */
export const logKeysSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  organisation: organisationIdSchema,
  keys: z
    .array(newLogKeySchema.extend({ status: z.enum(['current', 'retired']) }))
    .max(limits.logKeysPerOrganisationMax),
});

/** The newest head that a quorum vouches for. It has no history here: the log has. */
export const logHeadSchema = z.strictObject({
  schema: z.literal(1),
  size: z.int().min(0),
  /** Base64, as in the checkpoint. */
  root: z.string(),
  /** The signed note. */
  checkpoint: z.string().max(limits.headBytesMax),
});

export type LogKeyRole = z.infer<typeof logKeyRoleSchema>;
export type NewLogKey = z.infer<typeof newLogKeySchema>;
export type LogKeyChange = z.infer<typeof logKeyChangeSchema>;
export type LogKeys = z.infer<typeof logKeysSchema>;
export type LogHead = z.infer<typeof logHeadSchema>;

export const logKeys = defineTable<LogKeys>({
  name: 'log-keys',
  schema: logKeysSchema,
  key: (value) => [value.organisation],
  remembered: limits.organisationsMax,
});
export const logHeads = defineTable<LogHead>({
  name: 'log-head',
  schema: logHeadSchema,
  key: () => ['newest'],
});
