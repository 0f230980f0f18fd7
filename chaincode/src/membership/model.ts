// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  dateSchema,
  codeSchema,
  nameSchema,
  officerIdSchema,
  organisationIdSchema,
  regionSchema,
  timeSchema,
  unifiedCodeSchema,
  versionSchema,
} from '../ledger/values';
import { roleSchema } from './roles';

/** A member of the network. Its CA certificate is the root of trust for its officers. */
export const organisationSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  id: organisationIdSchema,
  name: nameSchema,
  caCertificate: z.string().max(4096),
  /** Counts its root certificates, from 1: officers of an earlier one act no more. */
  generation: versionSchema.optional(),
});

/** A department of an organisation, by its unified code (GB 32100). */
export const departmentSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  code: unifiedCodeSchema,
  name: nameSchema,
  organisation: organisationIdSchema,
  region: regionSchema,
  /** Other names, of now or of before, by which lists and forms call it. */
  aliases: z
    .array(z.strictObject({ name: nameSchema, from: dateSchema.optional(), until: dateSchema.optional() }))
    .max(limits.aliasesPerDepartmentMax)
    .optional(),
  /** The organisations that it has left, with the claimed time, oldest first. */
  formerly: z
    .array(z.strictObject({ organisation: organisationIdSchema, until: timeSchema }))
    .max(limits.departmentMovesMax)
    .optional(),
  /** The department that it was merged into, or became under another code: that one answers for what it has left. */
  successor: unifiedCodeSchema.optional(),
  /** The successors that it had before, oldest first: what they changed of its licences stands under their keys. */
  formerSuccessors: z.array(unifiedCodeSchema).max(limits.departmentSuccessorsMax).optional(),
});

/** All members in one value, since the policy of an owned key names them all. */
export const membershipSchema = z.strictObject({
  schema: z.literal(1),
  network: z.string(),
  organisations: z.array(organisationIdSchema).max(limits.organisationsMax),
});

/** A person or system that acts for a department, with a certificate of the organisation's CA. */
export const officerSchema = z.strictObject({
  schema: z.literal(1),
  version: versionSchema,
  /** Hex SHA-256 of the certificate. */
  certificate: z.string(),
  id: officerIdSchema,
  organisation: organisationIdSchema,
  /** Empty for a governor, who acts for the organisation itself. */
  department: z.union([unifiedCodeSchema, z.literal('')]),
  roles: z.array(roleSchema).min(1),
  publicKey: z.strictObject({ x: z.string(), y: z.string() }),
  validFrom: timeSchema,
  validUntil: timeSchema,
  status: z.enum(['active', 'revoked']),
  reason: codeSchema.optional(),
  /** The organisation's root certificate that issued this one, see {@link organisationSchema}. */
  generation: versionSchema.optional(),
});

/** Whether an officer's certificate is of its organisation's present root; members without a count have the first. */
export function isOfPresentRoot(
  officer: { readonly generation?: number | undefined },
  organisation: { readonly generation?: number | undefined } | undefined,
): boolean {
  return (officer.generation ?? 1) === (organisation?.generation ?? 1);
}

/** Whether an officer's department acts: it belongs to the officer's organisation, and no other has taken its place. */
export function isOfActingDepartment(
  officer: Pick<Officer, 'organisation'>,
  department: Pick<Department, 'organisation' | 'successor'> | undefined,
): boolean {
  return department?.organisation === officer.organisation && department.successor === undefined;
}

export type Organisation = z.infer<typeof organisationSchema>;

export type Department = z.infer<typeof departmentSchema>;

export type Membership = z.infer<typeof membershipSchema>;

export type Officer = z.infer<typeof officerSchema>;

export const organisations = defineTable<Organisation>({
  name: 'organisation',
  schema: organisationSchema,
  key: (value) => [value.id],
  cacheMax: limits.organisationsMax,
});

export const departments = defineTable<Department>({
  name: 'department',
  schema: departmentSchema,
  key: (value) => [value.code],
  cacheMax: limits.departmentsCachedMax,
});

export const memberships = defineTable<Membership>({
  name: 'membership',
  schema: membershipSchema,
  key: () => ['all'],
  cacheMax: 2,
});

/** Whose key it is: of one officer, who may renew its certificate. Keys of officers entered before have no entry. */
export const officerKeySchema = z.strictObject({
  schema: z.literal(1),
  /** Hex SHA-256 of the public key's coordinates. */
  key: z.string(),
  organisation: organisationIdSchema,
  officer: z.string(),
});

export type OfficerKey = z.infer<typeof officerKeySchema>;

export const officerKeys = defineTable<OfficerKey>({
  name: 'officer-key',
  schema: officerKeySchema,
  key: ({ key }) => [key],
});

export const officers = defineTable<Officer>({
  name: 'officer',
  schema: officerSchema,
  key: (value) => [value.certificate],
  cacheMax: limits.officersCachedMax,
});
