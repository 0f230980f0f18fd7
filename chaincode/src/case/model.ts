// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { digestSchema } from '../ledger/digest';
import { eventOutcomeSchema } from '../ledger/event';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  caseIdSchema,
  codeSchema,
  dateSchema,
  licenceIdentifierSchema,
  limitLengthSchema,
  knownMatterIdSchema,
  matterCodeSchema,
  namedBySchema,
  objectIdSchema,
  officerIdSchema,
  organisationIdSchema,
  recordIdSchema,
  regionSchema,
  timeSchema,
  unifiedCodeSchema,
} from '../ledger/values';
import { partySchema } from '../licence/model';
import { answerers } from '../matter/question-shape';
import { factsSchema, localCodeSchema, partStatusSchema } from '../matter/predicate';
import { contentSchema } from '../record/model';

/** States of a case (办件; 行政许可法 art. 29-44). `delivered` is not one of them: delivery may be proven after closing. */
export const caseStates = [
  'submitted',
  'not-accepted',
  'supplement',
  'accepted',
  'review',
  'paused',
  'granted',
  'refused',
  'registered',
  'closed',
  'withdrawn',
  'terminated',
] as const;

export const caseStateSchema = z.enum(caseStates);
export type CaseState = z.infer<typeof caseStateSchema>;

/**
 * What a reference refers to: as the officer has seen it, where a command says so, and as it was when the case took it.
 * Cases of version 0.1.0, and parts that are given a licence by another part, do not say.
 */
const pin = { version: z.int().min(1).optional(), digest: digestSchema.optional() };

/** Evidence in a case: new content, a record or licence on the ledger, or a promise (告知承诺). */
export const materialSourceSchema = z.union([
  z.strictObject({ content: contentSchema }),
  z.strictObject({ record: recordIdSchema, ...pin }),
  z.strictObject({ licence: licenceIdentifierSchema, ...pin }),
  z.strictObject({ promise: contentSchema }),
]);

export const materialSchema = z.strictObject({
  code: localCodeSchema,
  source: materialSourceSchema,
});

/** An answer to a question of the matter: the code of a choice. */
export const answerSchema = z.strictObject({ question: localCodeSchema, value: localCodeSchema });

export const attestedAnswerSchema = z.strictObject({
  ...answerSchema.shape,
  /** Who attests it: the applicant, or the officer, in this role. */
  by: z.enum(answerers),
  /** Who has signed for it, and for the applicant's, taken it down. */
  officer: officerIdSchema,
  organisation: organisationIdSchema,
  at: timeSchema,
  /** The version of the case that it came with. */
  version: z.int().min(1),
  /** The step that was next then: once it is decided, the answer stays. */
  before: localCodeSchema.optional(),
});

export const decisionSchema = z.strictObject({
  step: localCodeSchema,
  result: z.enum(['approve', 'refuse']),
  officer: officerIdSchema,
  organisation: organisationIdSchema,
  /** Digest of the opinion, whose text is kept in the content store. */
  opinion: digestSchema.optional(),
  reason: codeSchema.optional(),
  at: timeSchema,
});

/** What the contract did automatically when the case completed. */
export const caseOutcomeSchema = z.strictObject({
  because: eventOutcomeSchema,
  /** The input of the rule; `because.inputs` is its digest. */
  facts: factsSchema,
  issued: z.array(licenceIdentifierSchema),
  changed: z.array(licenceIdentifierSchema),
});

/** The time limits of a case (期限): of its acceptance and of its decision. */
export const deadlines = ['acceptance', 'decision'] as const;

export const deadlineSchema = z.enum(deadlines);
export type Deadline = z.infer<typeof deadlineSchema>;

/** Days are days in China. The last day is derived from the registered calendars, never stored. */
export const timeLimitSchema = limitLengthSchema.extend({
  /** The day of receipt, or of acceptance; counting starts on the next. */
  start: dateSchema,
  /** The day on which a clock reported that the limit had passed. */
  reported: dateSchema.optional(),
});

/** Days that no limit contains (行政许可法 art. 32, 45): a supplement is awaited, or a hearing or an inspection held. */
export const pauseSchema = z.strictObject({
  from: dateSchema,
  /** The first day that counts again; absent while the pause lasts. */
  until: dateSchema.optional(),
  reason: codeSchema.optional(),
});

export const timeLimitsSchema = z.strictObject({
  acceptance: timeLimitSchema,
  /** From acceptance on. */
  decision: timeLimitSchema.optional(),
  pauses: z.array(pauseSchema).max(limits.pausesPerCaseMax),
  /** The case was paused before pauses were stored: its days are provisional. */
  pausesUnknown: z.literal(true).optional(),
});

export type TimeLimit = z.infer<typeof timeLimitSchema>;
export type Pause = z.infer<typeof pauseSchema>;
export type TimeLimits = z.infer<typeof timeLimitsSchema>;

/** A part as it was settled when its joint case opened and, once that has ended, what it came to. */
export const settledPartSchema = z.strictObject({
  code: localCodeSchema,
  /** Who was competent in the region. */
  department: unifiedCodeSchema,
  matterVersion: z.int().min(1),
  status: partStatusSchema.optional(),
  /** Its own case; of one that has begun. */
  case: caseIdSchema.optional(),
  record: recordIdSchema.optional(),
});

export const caseSchema = z.strictObject({
  /** 2 of a joint case and of its parts, 3 of one with answers. */
  schema: z.literal([1, 2, 3]),
  id: caseIdSchema,
  version: z.int().min(1),
  matter: knownMatterIdSchema,
  matterVersion: z.int().min(1),
  /** The code that came with the case, where that is another than the matter's: that of its acting body. */
  matterCode: matterCodeSchema.optional(),
  organisation: organisationIdSchema,
  department: unifiedCodeSchema,
  region: regionSchema,
  applicant: partySchema,
  representative: partySchema.optional(),
  object: objectIdSchema.optional(),
  state: caseStateSchema,
  /** The state to which a paused case returns. */
  pausedFrom: caseStateSchema.optional(),
  reason: codeSchema.optional(),
  materials: z.array(materialSchema).max(limits.materialsPerCaseMax),
  /** The files in whose place others were given, with the code of their material as the role. */
  replaced: z.array(contentSchema).max(limits.contentsReplacedPerCaseMax).optional(),
  answers: z.array(attestedAnswerSchema).min(1).max(limits.questionsPerMatterMax).optional(),
  decisions: z.array(decisionSchema).max(limits.decisionsPerCaseMax),
  openedAt: timeSchema,
  namedBy: namedBySchema,
  acceptedAt: timeSchema.optional(),
  closedAt: timeSchema.optional(),
  /** Absent in cases of version 0.1.0 until their next change. */
  timeLimits: timeLimitsSchema.optional(),
  /** The archive record, filed in the transaction that ended the case. */
  record: recordIdSchema.optional(),
  outcome: caseOutcomeSchema.optional(),
  /** Of a joint case (一件事), in the order of its matter. It changes when it opens and when it ends, never between. */
  parts: z.array(settledPartSchema).max(limits.partsPerMatterMax).optional(),
  /** Of a part: the joint case, and which part of it this is. */
  partOf: z.strictObject({ case: caseIdSchema, part: localCodeSchema }).optional(),
  /** 送达回证. */
  delivery: z.strictObject({ at: timeSchema, proof: contentSchema }).optional(),
});

export type Case = z.infer<typeof caseSchema>;
export type Material = z.infer<typeof materialSchema>;
export type Answer = z.infer<typeof answerSchema>;
export type AttestedAnswer = z.infer<typeof attestedAnswerSchema>;
export type Decision = z.infer<typeof decisionSchema>;
export type SettledPart = z.infer<typeof settledPartSchema>;
export type CaseOutcome = z.infer<typeof caseOutcomeSchema>;

/** The identifier of a case: its department's unified code, followed by the department's own number. */
export function caseIdOf(department: string, number: string): string {
  return `${department}.${number}`;
}

/**
 * A part of a joint case that has begun or never will: a key of its own, so that parts which do not decide about each
 * other never meet.
 */
export const casePartSchema = z.strictObject({
  schema: z.literal(1),
  /** The joint case. */
  of: caseIdSchema,
  code: localCodeSchema,
  status: partStatusSchema.exclude(['waiting']),
  /** Its own case; absent of one that is skipped. */
  case: caseIdSchema.optional(),
  /** What it has issued, and its record: the material of other parts. */
  issued: z.array(licenceIdentifierSchema).optional(),
  record: recordIdSchema.optional(),
});

export type CasePart = z.infer<typeof casePartSchema>;

export const caseParts = defineTable<CasePart>({
  name: 'case-part',
  schema: casePartSchema,
  key: ({ of, code }) => [of, code],
});

export const cases = defineTable<Case>({ name: 'case', schema: caseSchema, key: (value) => [value.id] });
