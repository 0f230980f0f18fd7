// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { objectKinds } from '../identifier';
import { roleSchema } from '../membership/roles';
import { limits } from '../ledger/limits';
import { defineTable } from '../ledger/table';
import {
  categorySchema,
  codeSchema,
  licenceTypeSchema,
  limitLengthSchema,
  knownMatterIdSchema,
  matterIdSchema,
  organisationIdSchema,
  presentRetentionSchema,
  versionSchema,
  statusKindSchema,
} from '../ledger/values';
import { attributeOf, attributesSchema, misfitOfComparison } from './attribute';
import { faultsOfParts, partDefinitionSchema } from './part-definition';
import { attributeQuestionsIn, namesIn } from './predicate-shape';
import { localCodeSchema, predicateSchema } from './predicate';
import type { Predicate } from './predicate';
import { faultsOfQuestions, questionDefinitionsSchema, strangeAnswersIn } from './question';

/** A material that a matter asks for, and its permitted forms. */
export const materialDefinitionSchema = z.strictObject({
  code: localCodeSchema,
  name: z.string().min(1).max(120),
  required: z.boolean(),
  accepts: z.array(z.enum(['content', 'record', 'licence', 'promise'])).min(1),
  /** The required type when a licence is given as this material. */
  licenceType: licenceTypeSchema.optional(),
  /** The required category when a record is given as this material: a filed one then. */
  recordCategory: categorySchema.optional(),
});

/** A step that an officer signs; steps are decided in order. */
export const stepDefinitionSchema = z.strictObject({
  code: localCodeSchema,
  name: z.string().min(1).max(120),
  role: roleSchema,
  /** The case's state after approval of this step. */
  gives: z.enum(['review', 'granted', 'registered']),
  /** The condition for approving the step. */
  requires: predicateSchema.optional(),
});

/** What a case does automatically when its completion condition holds. Its archive record is filed in any case. */
export const outcomeDefinitionSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('issue-licence'),
    licenceType: licenceTypeSchema,
    validMonths: z.int().min(1).max(1200).optional(),
    /** What the licence says, in every case alike. */
    attributes: attributesSchema.optional(),
    /** The material whose licence, of the same type, it takes all other attributes over from. */
    attributesOf: localCodeSchema.optional(),
  }),
  z.strictObject({
    kind: z.literal('change-licence'),
    /** The material that names the licence. */
    material: localCodeSchema,
    to: z.enum(['revoked', 'cancelled', 'superseded']),
    reason: codeSchema,
    basis: codeSchema,
    /** Of a revocation, which of the three; of the others, that the certificate was wrongly made. */
    statusKind: statusKindSchema.optional(),
  }),
]);

/** The classification of a case's archive record (DA/T 13-2022, DA/T 46-2009 M12, M14). */
const classificationSchema = z.strictObject({
  category: categorySchema,
  retention: presentRetentionSchema,
});

/** How a case may have ended: the short files of what was not accepted are kept less long than what was granted. */
const archivedStates = ['closed', 'refused', 'not-accepted', 'withdrawn', 'terminated'] as const;

export const archiveDefinitionSchema = z.strictObject({
  ...classificationSchema.shape,
  /** What holds instead for cases that ended so. */
  byOutcome: z.partialRecord(z.enum(archivedStates), classificationSchema).optional(),
});

const definitionShape = {
  id: matterIdSchema,
  name: z.string().min(1).max(120),
  /** The organisation that owns the matter; without an owner it is shared, and changes by consent of a majority. */
  owner: organisationIdSchema.optional(),
  /** The legal basis on which its cases are handled (设定依据, 实施依据): what reads of their files name. */
  basis: codeSchema.optional(),
  materials: z.array(materialDefinitionSchema).max(limits.materialsPerMatterMax),
  /** What is asked besides materials, and answered by a choice. */
  questions: questionDefinitionsSchema.optional(),
  /** The condition for accepting a case. */
  acceptance: predicateSchema.optional(),
  /** None of a joint matter, which is decided in its parts. */
  steps: z.array(stepDefinitionSchema).max(limits.stepsPerMatterMax),
  /** What makes it a joint matter (一件事): cases of several departments, for one application. */
  parts: z.array(partDefinitionSchema).min(1).max(limits.partsPerMatterMax).optional(),
  /**
   * The condition on which the case completes automatically. A joint case ends with its last part: completed if this
   * holds, else not.
   */
  completion: predicateSchema,
  /** Time limit of the decision in working days, from acceptance on (行政许可法 art. 42, 82). */
  workingDays: z.int().min(0).max(365),
  /** Other limits than five working days for the acceptance and `workingDays` for the decision. */
  timeLimits: z
    .strictObject({ acceptance: limitLengthSchema.optional(), decision: limitLengthSchema.optional() })
    .optional(),
  /** The kind of object that it is about; older definitions do not say, and take any. */
  objectKind: z.enum(objectKinds).optional(),
  /** The material that names the licence which it renews (延续): asked for in time, that one stays in force meanwhile. */
  renews: localCodeSchema.optional(),
  outcomes: z.array(outcomeDefinitionSchema).max(limits.outcomesPerMatterMax),
  archive: archiveDefinitionSchema,
};

/** A service matter (政务服务事项): versioned data that the chaincode interprets. */
export const matterDefinitionSchema = z.strictObject(definitionShape).superRefine((matter, context) => {
  const materials = matter.materials.map((material) => material.code);
  const steps = matter.steps.map((step) => step.code);
  const refuse = (path: (string | number)[], message: string): void => {
    context.addIssue({ code: 'custom', path, message });
  };
  for (const { path, message } of [...faultsOfParts(matter), ...faultsOfQuestions(matter)]) {
    refuse(path, message);
  }
  if (new Set(materials).size !== materials.length) refuse(['materials'], 'codes must differ');
  if (new Set(steps).size !== steps.length) refuse(['steps'], 'codes must differ');
  for (const { path, message } of [...faultsOfConditions(matter), ...faultsOfOutcomes(matter)]) {
    refuse(path, message);
  }
  if (matter.renews !== undefined && !materials.includes(matter.renews)) {
    refuse(['renews'], 'no such material');
  }
});

type Shape = z.infer<z.ZodObject<typeof definitionShape>>;

/** What is wrong in a matter, and where. */
interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

function faultsOfConditions(matter: Shape): Fault[] {
  return conditionsOf(matter).flatMap(({ path, condition }) => {
    // An undefined name would make a condition hold, or fail, forever.
    const unknown = unknownIn(condition, matter);
    const isOfItself = path[0] === 'acceptance' && namesIn(condition).days.includes('accepted');
    const messages = [
      ...(unknown.length === 0 ? [] : [`the condition names what the matter has not: ${unknown.join(', ')}`]),
      ...(isOfItself ? ['no acceptance can ask for its own day'] : []),
      ...misfitsOfOwnAttributes(condition, matter),
      ...strangeAnswersIn(condition, matter),
    ];
    return messages.map((message) => ({ path, message }));
  });
}

function faultsOfOutcomes({ materials, outcomes }: Shape): Fault[] {
  return outcomes.flatMap((outcome, index): Fault[] => {
    const at = (field: string, message: string): Fault => ({ path: ['outcomes', index, field], message });
    if (outcome.kind === 'issue-licence') {
      const { attributesOf: from, licenceType } = outcome;
      const source = materials.find(({ code }) => code === from);
      const isTaken = from === undefined || source?.licenceType === licenceType;
      return isTaken ? [] : [at('attributesOf', 'no material that is a licence of the same type')];
    }
    return [
      ...(materials.some(({ code }) => code === outcome.material)
        ? []
        : [at('material', 'no such material')]),
      ...(hasItsKind(outcome)
        ? []
        : [at('statusKind', 'a revocation says which, other changes at most wrongly-made')]),
    ];
  });
}

/** What every licence says can be checked without a registry; of all else it must be said what licence it is of. */
function misfitsOfOwnAttributes(condition: Predicate, { materials }: Shape): string[] {
  return attributeQuestionsIn(condition).flatMap(({ of, comparison }) => {
    const own = attributeOf(of.name);
    const isTyped = materials.some(
      ({ code, licenceType }) => code === of.licence && licenceType !== undefined,
    );
    if (own === undefined) {
      return isTyped ? [] : [`${of.licence} must have a licence type that has attributes`];
    }
    return (comparison && misfitOfComparison(own, comparison)) ?? [];
  });
}

/** What a condition names and the matter has not. */
function unknownIn(condition: Predicate, { materials, steps, questions = [], parts = [] }: Shape): string[] {
  const named = namesIn(condition);
  const missing = (names: readonly string[], defined: readonly { readonly code: string }[]): string[] =>
    names.filter((name) => !defined.some(({ code }) => code === name));
  return [
    ...missing(named.materials, materials),
    ...missing(named.steps, steps),
    ...missing(named.parts, parts),
    ...missing(
      named.answers.map(({ answered }) => answered),
      questions,
    ),
  ];
}

function hasItsKind({ to, statusKind }: Extract<OutcomeDefinition, { kind: 'change-licence' }>): boolean {
  const isRevocation = statusKind !== undefined && statusKind !== 'wrongly-made';
  return to === 'revoked' ? isRevocation : !isRevocation;
}

/** The conditions of a matter, and where they stand in it. */
export function conditionsOf(matter: Shape): { path: (string | number)[]; condition: Predicate }[] {
  const steps = matter.steps.flatMap(({ requires }, index) =>
    requires === undefined ? [] : [{ path: ['steps', index, 'requires'], condition: requires }],
  );
  const parts = (matter.parts ?? []).flatMap(({ begins }, index) =>
    begins === undefined ? [] : [{ path: ['parts', index, 'begins'], condition: begins }],
  );
  const { acceptance, completion } = matter;
  return [
    ...(acceptance === undefined ? [] : [{ path: ['acceptance'], condition: acceptance }]),
    ...steps,
    ...parts,
    { path: ['completion'], condition: completion },
  ];
}

export const matterSchema = z.strictObject({
  /** 2 of a joint matter, 3 of one with questions. */
  schema: z.literal([1, 2, 3]),
  version: z.int().min(1),
  ...definitionShape,
  /** Of a joint matter, the proposal by which it came: who has approved that can be given parts. */
  proposal: codeSchema.optional(),
  id: knownMatterIdSchema,
});

export type Matter = z.infer<typeof matterSchema>;
export type MatterDefinition = z.infer<typeof matterDefinitionSchema>;
export type OutcomeDefinition = z.infer<typeof outcomeDefinitionSchema>;
export type StepDefinition = z.infer<typeof stepDefinitionSchema>;

/** Each version has its own key: a running case keeps the version it was opened under. */
export const matters = defineTable<Matter>({
  name: 'matter',
  schema: matterSchema,
  key: (value) => [value.id, String(value.version)],
});

/** The current version of each matter: under another key after each release of its code, whose policy is the next owner's. */
export const currentMatterSchema = z.strictObject({
  schema: z.literal(1),
  id: knownMatterIdSchema,
  version: z.int().min(1),
  owner: organisationIdSchema.optional(),
  /** The count of releases of the code under which it was claimed. */
  release: versionSchema.optional(),
});

export type CurrentMatter = z.infer<typeof currentMatterSchema>;

export const currentMatters = defineTable<CurrentMatter>({
  name: 'matter-current',
  schema: currentMatterSchema,
  key: ({ id, release }) => currentParts(id, release),
  owner: (value) => value.owner,
});

/** The key parts of a matter's current version, as claimed after so many releases of its code. */
export function currentParts(id: string, release = 0): string[] {
  return release === 0 ? [id] : [id, String(release)];
}
