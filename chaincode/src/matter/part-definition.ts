// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { limits } from '../ledger/limits';
import { matterIdSchema, nameSchema, unifiedCodeSchema } from '../ledger/values';
import { namesIn } from './predicate-shape';
import { localCodeSchema, predicateSchema } from './predicate';
import type { Predicate } from './predicate';

/** What a part is given as a material: one of the joint case's, or what another part has come to. */
export const partMaterialSchema = z.union([
  z.strictObject({ material: localCodeSchema }),
  /** The licence that it has issued, of the type that the material asks for. */
  z.strictObject({ licenceOf: localCodeSchema }),
  /** Its archive record. */
  z.strictObject({ recordOf: localCodeSchema }),
]);

/** A part of a joint matter (一件事): an ordinary case of the department that is competent in the region. */
export const partDefinitionSchema = z.strictObject({
  code: localCodeSchema,
  name: nameSchema,
  /** The matter under which it is handled, in the version in force when the joint case opens. */
  matter: matterIdSchema,
  /** Who may be given it: of these, the first in the joint case's region. */
  departments: z.array(unifiedCodeSchema).min(1).max(limits.departmentsPerPartMax),
  /** The condition on which it begins, over materials, answers and other parts; without one, when the joint case opens. */
  begins: predicateSchema.optional(),
  /** By the code of the part's own matter. What is not there when it begins is not given. */
  materials: z.record(localCodeSchema, partMaterialSchema),
  /** What the applicant is not asked again: by the question of the part's own matter, that of the joint one. */
  answers: z.record(localCodeSchema, localCodeSchema).optional(),
});

export type PartMaterial = z.infer<typeof partMaterialSchema>;
export type PartDefinition = z.infer<typeof partDefinitionSchema>;

/** What is wrong in a matter, and where. */
interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

interface Coded {
  readonly code: string;
}

/** What of a matter its parts hang on. */
interface Shape {
  readonly parts?: readonly PartDefinition[] | undefined;
  readonly materials: readonly Coded[];
  readonly questions?: readonly Coded[] | undefined;
  readonly steps: readonly Coded[];
  readonly outcomes: readonly unknown[];
  readonly completion: Predicate;
  readonly owner?: string | undefined;
  readonly renews?: string | undefined;
  readonly timeLimits?: unknown;
}

/** What is wrong with the parts of a matter by itself, or with what a matter of this kind has besides. */
export function faultsOfParts(matter: Shape): Fault[] {
  const { parts, steps } = matter;
  if (parts === undefined) return steps.length > 0 ? [] : [{ path: ['steps'], message: 'must have a step' }];
  return [...faultsOfWhole(matter), ...parts.flatMap((part, at) => faultsOfPart(part, at, matter))];
}

function faultsOfWhole(matter: Shape): Fault[] {
  const { parts = [], materials, steps, outcomes, completion } = matter;
  const codes = parts.map(({ code }) => code);
  const checks: [boolean, string, string][] = [
    [new Set(codes).size === codes.length, 'parts', 'codes must differ'],
    [matter.owner === undefined, 'owner', 'a joint matter is shared: it has no owner'],
    [steps.length === 0, 'steps', 'a joint matter is decided in its parts'],
    [outcomes.length === 0, 'outcomes', 'a joint matter comes to what its parts come to'],
    [matter.renews === undefined, 'renews', 'a joint matter renews nothing'],
    [matter.timeLimits === undefined, 'timeLimits', 'a joint matter has the limits of its parts'],
    // Its record refers to each.
    [
      materials.length + parts.length <= limits.referencesPerRecordMax,
      'materials',
      'too many materials and parts',
    ],
    [!asksMore(completion), 'completion', 'what a joint case comes to hangs on its materials and parts'],
  ];
  return checks.flatMap(([isRight, field, message]) => (isRight ? [] : [{ path: [field], message }]));
}

function faultsOfPart(part: PartDefinition, at: number, matter: Shape): Fault[] {
  const { code, begins, materials } = part;
  const others = (matter.parts ?? []).map((part) => part.code).filter((other) => other !== code);
  const own = matter.materials.map((material) => material.code);
  const answered = strangeQuestions(part, matter).map((name) => ({
    path: ['parts', at, 'answers', name],
    message: 'no such question of the joint matter',
  }));
  const given = Object.entries(materials).flatMap(([name, from]): Fault[] => {
    const isThere = 'material' in from ? own.includes(from.material) : others.includes(partNamedBy(from));
    return isThere
      ? []
      : [{ path: ['parts', at, 'materials', name], message: 'no such material or other part' }];
  });
  const wrong = [...given, ...answered];
  if (begins === undefined) return wrong;
  const path = ['parts', at, 'begins'];
  const isOfItself = namesIn(begins).parts.includes(code);
  return [
    ...wrong,
    ...(asksMore(begins) ? [{ path, message: 'a part begins by materials and other parts' }] : []),
    ...(isOfItself ? [{ path, message: 'a part cannot wait for itself' }] : []),
  ];
}

function strangeQuestions({ answers = {} }: PartDefinition, { questions = [] }: Shape): string[] {
  const known = questions.map(({ code }) => code);
  return Object.keys(answers).filter((name) => !known.includes(answers[name] ?? ''));
}

function partNamedBy(from: Exclude<PartMaterial, { material: string }>): string {
  return 'licenceOf' in from ? from.licenceOf : from.recordOf;
}

/** Whether a condition asks about what only a single case has: then it would read what others change. */
function asksMore(condition: Predicate): boolean {
  const { steps, statuses, kinds, credit, attributes, days } = namesIn(condition);
  return [steps, statuses, kinds, credit, attributes, days].some((names) => names.length > 0);
}
