// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import { codeSchema, organisationIdSchema, timeSchema } from '../ledger/values';

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

/** A head without its signatures: how many leaves, and the root of their tree in base64. */
export const treeHeadSchema = z.strictObject({
  size: z.int().min(0),
  root: z.string().regex(/^[A-Za-z0-9+/]{43}=$/, 'must be a root hash in base64'),
});

/** The newest head with a quorum. Earlier heads are not kept here; the log's history has them. */
export const logHeadSchema = z.strictObject({
  schema: z.literal([1, 2]),
  size: z.int().min(0),
  /** Base64, as in the checkpoint. */
  root: z.string(),
  /** The signed note; empty for a head that a majority has gone back to, whose note is that of its own anchoring. */
  checkpoint: z.string().max(limits.headBytesMax),
  /** After how many resets of the log it was anchored, or gone back to. Older heads do not say, and mean none. */
  resets: z.int().min(1).optional(),
});

/** What a majority decides about a log whose quorum has anchored what is no head of it. */
export const logResetChangeSchema = z.strictObject({
  /** The first anchored head that is none of the log: it and all that were anchored since with more leaves end. */
  setAside: treeHeadSchema,
  /** The last anchored head before it, which the log goes on from; of no leaves, if there was none. */
  goOnFrom: treeHeadSchema,
});

/** All resets of the log, in their order, for ever. */
export const logResetsSchema = z.strictObject({
  schema: z.literal(1),
  resets: z.array(logResetChangeSchema).min(1).max(limits.logResetsMax),
});

/** An organisation's judgement of two roots for one size that its gateway has found. */
export const forkAcknowledgementSchema = z.strictObject({
  schema: z.literal(1),
  organisation: organisationIdSchema,
  /** Whose root: one that was signed as the log, or one that a quorum has anchored. */
  kind: z.enum(['proposed', 'anchored']),
  /** The head that is not the gateway's own. */
  ...treeHeadSchema.shape,
  officer: z.string(),
  at: timeSchema,
  reason: codeSchema,
});

export type LogKeyRole = z.infer<typeof logKeyRoleSchema>;
export type NewLogKey = z.infer<typeof newLogKeySchema>;
export type LogKeyChange = z.infer<typeof logKeyChangeSchema>;
export type LogKeys = z.infer<typeof logKeysSchema>;
export type TreeHead = z.infer<typeof treeHeadSchema>;
export type LogHead = z.infer<typeof logHeadSchema>;
export type LogResetChange = z.infer<typeof logResetChangeSchema>;
export type LogResets = z.infer<typeof logResetsSchema>;
export type ForkAcknowledgement = z.infer<typeof forkAcknowledgementSchema>;

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

export const logResets = defineTable<LogResets>({
  name: 'log-resets',
  schema: logResetsSchema,
  key: () => ['all'],
});

export const forkAcknowledgements = defineTable<ForkAcknowledgement>({
  name: 'fork-acknowledgement',
  schema: forkAcknowledgementSchema,
  key: ({ organisation, kind, size, root }) => [organisation, kind, String(size), root],
});
