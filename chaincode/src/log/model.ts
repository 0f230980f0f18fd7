// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import { organisationIdSchema } from '../ledger/values';

/**
 * The uses of an organisation's keys: heads that its gateway proposes, heads that it has computed, reports and exports.
 */
export const logKeyRoleSchema = z.enum(['log', 'cosigner', 'seal']);

/** A C2SP verifier key, validated by {@link readVerifierKey}. */
const vkeySchema = z.string().min(1).max(limits.verifierKeyCharsMax);

/** A key's name and identifier in hex, as in its signatures: `guidang/east+02ab5e17`. */
const keyIdSchema = z.string().min(1).max(limits.verifierKeyCharsMax);

const logKeySchema = z.strictObject({ role: logKeyRoleSchema, vkey: vkeySchema });

export const newLogKeySchema = logKeySchema.extend({
  /** Base64: the key's signature of `possessionMessage`. Absent only in proposals of older versions, which lapse. */
  possession: z
    .string()
    .max(limits.verifierKeyCharsMax * 2)
    .optional(),
});
export const newLogKeysSchema = z.array(newLogKeySchema).max(limits.logKeysPerChangeMax);

/** A change of an organisation's log keys, as in a proposal. */
export const logKeyChangeSchema = z.strictObject({
  organisation: organisationIdSchema,
  add: newLogKeysSchema,
  retire: z.array(keyIdSchema).max(limits.logKeysPerChangeMax),
});

/** An organisation's keys for signing the log. Retired keys are kept, since old heads are verified for decades. */
export const logKeysSchema = z.strictObject({
  schema: z.literal(1),
  version: z.int().min(1),
  organisation: organisationIdSchema,
  keys: z
    .array(logKeySchema.extend({ status: z.enum(['current', 'retired']) }))
    .max(limits.logKeysPerOrganisationMax),
});

/** The newest head with a quorum. Earlier heads are not kept here; the log's history has them. */
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
  cacheMax: limits.organisationsMax,
});
export const logHeads = defineTable<LogHead>({
  name: 'log-head',
  schema: logHeadSchema,
  key: () => ['newest'],
});
