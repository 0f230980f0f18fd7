// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from './digest';
import { codeSchema, organisationIdSchema, timeSchema } from './values';

/** The kinds of subjects that an event can have. */
export const subjectKinds = [
  'record',
  'licence',
  'case',
  'matter',
  'object',
  'organisation',
  'department',
  'officer',
  'authority',
  'restriction-authority',
  'licence-type',
  'proposal',
  'person',
  'log-keys',
  /** The transparency log itself, which a majority may reset. */
  'log',
  /** A fork of it that an organisation has judged. */
  'log-fork',
  'calendar',
  'fonds',
  'rendition',
  'issuer-alias',
  'registration',
  /** An entry of the code book. */
  'code',
  /** A search by a department, or about a body; hidden in the open log. */
  'search',
  /** An entry on somebody's credit; hidden there too. */
  'credit',
] as const;

export const subjectSchema = z.strictObject({
  kind: z.enum(subjectKinds),
  id: z.string().min(1).max(200),
});

export type Subject = z.infer<typeof subjectSchema>;

/** The types of events, but for those that say of an entry of the registry that it is new, changed or taken back. */
const namedEventTypes = [
  'case.accessed',
  'case.answered',
  'case.archived',
  'case.asked-despite-offer',
  'case.completed',
  'case.completion-asked',
  'case.content-arrived',
  'case.deadline-passed',
  'case.decided',
  'case.delivered',
  'case.materials-added',
  'case.opened',
  'case.part-changed',
  'case.state-changed',
  'credit.lifted',
  'credit.recorded',
  'dossier.consulted',
  'dossier.glass-broken',
  'fonds.keeper-named',
  'licence.issued',
  'licence.linked',
  'licence.numbered',
  'licence.registered',
  'licence.rendition-added',
  'licence.renewal-decided',
  'licence.renewal-filed',
  'licence.status-changed',
  'licence.used',
  'licence-slot.released',
  'log.fork-acknowledged',
  'log.reset',
  'matter.published',
  'officer.registered',
  'officer.revoked',
  'organisation.founded',
  'person.amended',
  'person.correction-ordered',
  'person.correction-proposed',
  'person.inspected',
  'person.purge-ordered',
  'person.purge-proposed',
  'person.registered',
  'person.restored',
  'person.used',
  'record.accessed',
  'record.amended',
  'record.annotated',
  'record.arranged',
  'record.content-arrived',
  'record.created',
  'record.filed',
  'record.finding-reported',
  'record.handed-over',
  'registry.approved',
  'registry.proposed',
  'registry.withdrawn',
  'restriction.lifted',
  'restriction.set',
  'search.recorded',
] as const;

const entryEvents = ['entered', 'changed', 'released'] as const;

export type EventType =
  (typeof namedEventTypes)[number] | `${Subject['kind']}.${(typeof entryEvents)[number]}`;

const eventTypes: ReadonlySet<string> = new Set([
  ...namedEventTypes,
  ...subjectKinds.flatMap((kind) => entryEvents.map((name) => `${kind}.${name}`)),
]);

/** Whether there are events of a type: of another, one would wait for ever. */
export function isEventType(text: string): text is EventType {
  return eventTypes.has(text);
}

/** The officer who acted, as registered at the time of the transaction; the signature is over the command. */
export const eventOfficerSchema = z.strictObject({
  organisation: organisationIdSchema,
  department: z.string(),
  officer: z.string(),
  role: z.string(),
  /** Hex SHA-256 of the certificate. */
  certificate: z.string(),
  /** Base64url ES256 signature of the command (RFC 7515). */
  signature: z.string(),
});

/** Why a contract acted automatically: the rule and its inputs. */
export const eventOutcomeSchema = z.strictObject({
  case: z.string(),
  matter: z.string(),
  matterVersion: z.int(),
  rule: digestSchema,
  inputs: digestSchema,
});

/**
 * One operation on one subject: the append-only provenance entry, and the leaf of the transparency log.
 * It is identified by (transaction, position); the block of the transaction gives its number and hash.
 */
export const eventSchema = z.strictObject({
  schema: z.literal(1),
  type: z.string(),
  subject: subjectSchema,
  /** The subject's version after the operation; absent when the operation changes no state (accesses). */
  version: z.int().optional(),
  /** Digest of the subject's canonical state after the operation, or of what was added. */
  digest: digestSchema.optional(),
  officer: eventOfficerSchema,
  command: z.strictObject({ id: z.string(), digest: digestSchema }),
  purpose: codeSchema.optional(),
  basis: codeSchema.optional(),
  claimedAt: timeSchema,
  transaction: z.string(),
  position: z.int().min(0),
  outcome: eventOutcomeSchema.optional(),
  /** Public facts that a reader of the history needs (from, to, reason): codes and identifiers only. */
  data: z.record(z.string(), z.json()).optional(),
});

export type ProvenanceEvent = z.infer<typeof eventSchema>;
export type EventOutcome = z.infer<typeof eventOutcomeSchema>;
export type EventOfficer = z.infer<typeof eventOfficerSchema>;

/** The identifier of an event: its transaction and its position there. */
export function eventId(event: Pick<ProvenanceEvent, 'transaction' | 'position'>): string {
  return `${event.transaction}-${event.position}`;
}
