// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { archivalForms } from '../identifier';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  categorySchema,
  codeSchema,
  dateSchema,
  fondsCodeSchema,
  issuerAliasCodeSchema,
  licenceTypeSchema,
  nameSchema,
  officerIdSchema,
  organisationIdSchema,
  regionSchema,
  retentionSchema,
  timeSchema,
  unifiedCodeSchema,
  versionSchema,
} from '../ledger/values';
import { logKeyChangeSchema, logResetChangeSchema } from '../log/model';
import { licenceTypeEntrySchema, restrictionKinds, restrictionKindSchema } from '../matter/licence-type';
import { matterDefinitionSchema } from '../matter/model';
import { departmentSchema } from '../membership/model';
import { claimantSchema, uniqueNameSchema } from '../release/model';
import { calendarShape, checkCalendar } from './calendar';

export {
  effectiveStatuses,
  licenceStatuses,
  licenceStatusSchema,
  licenceTypeEntrySchema,
  licenceTypes,
  restrictionKinds,
  restrictionKindSchema,
} from '../matter/licence-type';
export type { EffectiveStatus, LicenceStatus, LicenceTypeEntry } from '../matter/licence-type';
export { attributesSchema, misfitOfAttributes } from '../matter/attribute';

/** A grant of issuing authority: these regions, during this period (including the last day). */
export const grantSchema = z.strictObject({
  regions: z.array(regionSchema).min(1).max(limits.regionsPerAuthorityMax),
  from: dateSchema,
  until: dateSchema.optional(),
});

/**
 * The types and regions for which an issuer has authority. Grants are never removed, since verification asks about the
 * time of issue.
 */
export const authoritySchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  issuer: unifiedCodeSchema,
  licenceType: licenceTypeSchema,
  grants: z.array(grantSchema).max(limits.grantsPerAuthorityMax),
});

/** Whose a short issuer code was in licence identifiers of this type, and when. */
export const issuerAliasSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  code: issuerAliasCodeSchema,
  licenceType: licenceTypeSchema,
  uses: z
    .array(z.strictObject({ issuer: unifiedCodeSchema, from: dateSchema, until: dateSchema.optional() }))
    .min(1)
    .max(limits.issuersPerAliasMax),
});

/** The licences that may be registered as existing: a Merkle tree (RFC 6962) of their identifiers. */
export const manifestSchema = z.strictObject({
  /** Hex SHA-256. */
  root: z.string().regex(/^[0-9a-f]{64}$/, 'must be a hash in hexadecimal'),
  count: z.int().min(1).max(limits.manifestCountMax),
});

/**
 * Leave to register licences that existed before the ledger, which would else be leave to issue with a day in the past:
 * of one issuer and type, only those of a manifest, for some time.
 */
export const registrationSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  /** Who issued them, by the code that it had then. */
  issuer: unifiedCodeSchema,
  licenceType: licenceTypeSchema,
  manifest: manifestSchema,
  /** What was issued later cannot have existed. */
  openedOn: dateSchema,
  /** The last day. */
  until: dateSchema,
});

/** On what restrictions may be set: on objects, on licences of any type, or on those of one type. */
export const restrictableSchema = z.union([z.enum(['object', 'licence']), licenceTypeSchema]);

/** A right to set restrictions: on these, during this period (including the last day). */
export const restrictionGrantSchema = z.strictObject({
  on: z.array(restrictableSchema).min(1).max(limits.restrictablesPerGrantMax),
  from: dateSchema,
  until: dateSchema.optional(),
});

/** On what a department may set restrictions of a kind. An ended right leaves in force what was set under it. */
export const restrictionAuthoritySchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  department: unifiedCodeSchema,
  restriction: restrictionKindSchema,
  grants: z.array(restrictionGrantSchema).max(limits.grantsPerAuthorityMax),
});

const digitsSchema = z.int().min(1).max(6);

/** 档号编制规则 of a fonds, or of some of its categories. */
const archivalRuleSchema = z.strictObject({
  form: z.enum(archivalForms),
  /** The categories that it is for, with the levels below them; without any, all that no other rule names. */
  categories: z.array(categorySchema).min(1).max(limits.categoriesPerRuleMax).optional(),
  fileDigits: digitsSchema.optional(),
  /** Of the item number, or of a project's pages. */
  itemDigits: digitsSchema.optional(),
  retentions: z.array(retentionSchema).min(1).max(limits.periodsPerRuleMax).optional(),
  /** Parts that the category number of the newer forms lacks. */
  without: z
    .array(z.enum(['year', 'retention']))
    .min(1)
    .max(2)
    .optional(),
});

export const archivalSchemeSchema = z.array(archivalRuleSchema).min(1).max(limits.rulesPerSchemeMax);

/**
 * A fonds (全宗): the whole of the records of one department (立档单位). Whose it is stands here as a unified code, and
 * the organisation behind it in the department's own entry.
 */
export const fondsSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  code: fondsCodeSchema,
  name: nameSchema,
  owner: unifiedCodeSchema,
  /** How its 档号 are formed; without it, by the form of DA/T 22-2015. */
  scheme: archivalSchemeSchema.optional(),
  /** The department, usually of the archives, that may arrange the owner's records as well; named by the owner. */
  keeper: unifiedCodeSchema.optional(),
});

/** What codes of records, cases and accesses mean. */
export const codeBooks = ['purpose', 'basis', 'reason', 'material-role', 'retention', 'category'] as const;
export const codeBookSchema = z.enum(codeBooks);

/** A code with its names, and the days on which it may be used (including the last). */
const codeNamesSchema = z.strictObject({
  code: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9.:_/·-]{0,63}$/,
      'must be a code of at most 64 letters, digits and . : _ / - ·',
    ),
  labels: z.strictObject({ zh: nameSchema, en: nameSchema }),
  from: dateSchema.optional(),
  until: dateSchema.optional(),
});

/** An entry of the code book: entries are never removed, since histories name what was used. */
export const codeEntrySchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  book: codeBookSchema,
  ...codeNamesSchema.shape,
});

/** Hex sha-256 of a certificate. */
export const fingerprintSchema = z.string().regex(/^[0-9a-f]{64}$/, 'must be a certificate fingerprint');

function change<K extends string, S extends z.ZodRawShape>(kind: K, shape: S) {
  return z.strictObject({ kind: z.literal(kind), ...shape });
}

/** One change of the registry in a proposal. */
export const registryChangeSchema = z.discriminatedUnion('kind', [
  change(
    'department',
    departmentSchema.omit({ schema: true, version: true, formerly: true, formerSuccessors: true }).shape,
  ),
  change('authority', { issuer: unifiedCodeSchema, licenceType: licenceTypeSchema, grant: grantSchema }),
  change('authority-end', { issuer: unifiedCodeSchema, licenceType: licenceTypeSchema, until: dateSchema }),
  change('restriction-authority', {
    department: unifiedCodeSchema,
    restrictions: z.array(restrictionKindSchema).min(1).max(restrictionKinds.length),
    grant: restrictionGrantSchema,
  }),
  change('restriction-authority-end', {
    department: unifiedCodeSchema,
    restrictions: z.array(restrictionKindSchema).min(1).max(restrictionKinds.length),
    until: dateSchema,
  }),
  change('licence-type', licenceTypeEntrySchema.omit({ schema: true, version: true }).shape),
  change('issuer-alias', issuerAliasSchema.omit({ schema: true, version: true }).shape),
  /** Opens the registration of what existed before. */
  change('registration', registrationSchema.omit({ schema: true, version: true, openedOn: true }).shape),
  /** Closes one before its time. */
  change('registration-end', {
    issuer: unifiedCodeSchema,
    licenceType: licenceTypeSchema,
    root: manifestSchema.shape.root,
    until: dateSchema,
  }),
  change('organisation', {
    id: organisationIdSchema,
    name: nameSchema,
    caCertificate: z.string().max(4096),
    /** The first governor under another root certificate, which ends all officers of the one before. */
    governor: z.string().max(4096).optional(),
  }),
  /** What a majority does about an officer whose own governors do nothing, or are not to be trusted. */
  change('officer-revocation', { certificate: fingerprintSchema, reason: codeSchema }),
  change('calendar', calendarShape).superRefine(checkCalendar),
  change('fonds', {
    ...fondsSchema.omit({ schema: true, version: true, keeper: true }).shape,
    /** Whose it was, where a fonds passes to another department: nobody takes one by entering it anew. */
    formerOwner: unifiedCodeSchema.optional(),
  }),
  /** Enters codes of one book, or changes their names or days. */
  change('codes', {
    book: codeBookSchema,
    entries: z.array(codeNamesSchema).min(1).max(limits.codesPerChangeMax),
  }),
  change('matter', { definition: matterDefinitionSchema }),
  change('log-keys', logKeyChangeSchema.shape),
  /** Sets aside what a quorum has anchored as the log's head and is none. */
  change('log-reset', logResetChangeSchema.shape),
  /** A majority takes back a name that one holds only, whatever the holder does. */
  change('release', {
    name: uniqueNameSchema,
    /** How often the name will then have been released, from 1: a proposal that was overtaken releases nothing. */
    version: versionSchema,
    to: claimantSchema.optional(),
  }),
]);

/**
 * A proposed change of the shared registry. It takes effect in the transaction of the approval that completes a
 * majority.
 */
export const proposalSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  id: codeSchema,
  changes: z.array(registryChangeSchema).min(1).max(limits.changesPerProposalMax),
  approvals: z.array(
    z.strictObject({
      organisation: organisationIdSchema,
      officer: officerIdSchema,
      at: timeSchema,
      /** Fingerprint of the officer's certificate; absent in approvals of version 0.1.0. */
      certificate: fingerprintSchema.optional(),
    }),
  ),
  status: z.enum(['open', 'effective', 'withdrawn']),
});

export type Grant = z.infer<typeof grantSchema>;

export type Authority = z.infer<typeof authoritySchema>;

export type Restrictable = z.infer<typeof restrictableSchema>;

export type RestrictionAuthority = z.infer<typeof restrictionAuthoritySchema>;

export type RestrictionKind = z.infer<typeof restrictionKindSchema>;

export type Fonds = z.infer<typeof fondsSchema>;

export type CodeBook = z.infer<typeof codeBookSchema>;

export type CodeEntry = z.infer<typeof codeEntrySchema>;

export type IssuerAlias = z.infer<typeof issuerAliasSchema>;

export type Manifest = z.infer<typeof manifestSchema>;

export type RegistrationWindow = z.infer<typeof registrationSchema>;

export type RegistryChange = z.infer<typeof registryChangeSchema>;

/** Enters a fonds, changes its name, or gives it to another department. */
export type FondsChange = Extract<RegistryChange, { kind: 'fonds' }>;

export type Proposal = z.infer<typeof proposalSchema>;

export const issuingAuthorities = defineTable<Authority>({
  name: 'authority',
  schema: authoritySchema,
  key: (value) => [value.issuer, value.licenceType],
});

export const restrictionAuthorities = defineTable<RestrictionAuthority>({
  name: 'restriction-authority',
  schema: restrictionAuthoritySchema,
  key: (value) => [value.department, value.restriction],
});

export const fondsEntries = defineTable<Fonds>({
  name: 'fonds',
  schema: fondsSchema,
  key: (value) => [value.code],
});

export const codeEntries = defineTable<CodeEntry>({
  name: 'code',
  schema: codeEntrySchema,
  key: (value) => [value.book, value.code],
});

export const issuerAliases = defineTable<IssuerAlias>({
  name: 'issuer-alias',
  schema: issuerAliasSchema,
  key: (value) => [value.code, value.licenceType],
});

/** A key for each manifest: a registration reads the one that its proof leads to. */
export const registrationWindows = defineTable<RegistrationWindow>({
  name: 'registration',
  schema: registrationSchema,
  key: ({ issuer, licenceType, manifest }) => [issuer, licenceType, manifest.root],
});

export const proposals = defineTable<Proposal>({
  name: 'proposal',
  schema: proposalSchema,
  key: (value) => [value.id],
});
