// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { unifiedCodeSchema } from '../ledger/values';
import type { Matter } from '../matter/model';
import { namesIn } from '../matter/predicate-shape';
import { localCodeSchema } from '../matter/predicate';
import type { Answerer } from '../matter/question-shape';
import { roleSchema } from '../membership/roles';
import type { Role } from '../membership/roles';
import type { Case } from './model';
import { caseTable, hasEnded, isHandled } from './states';
import type { CaseActName } from './states';

/** Whom a case waits for: the applicant, or officers of its department in one of these roles. */
export const waitsForSchema = z.discriminatedUnion('who', [
  z.strictObject({ who: z.literal('applicant') }),
  z.strictObject({
    who: z.literal('department'),
    department: unifiedCodeSchema,
    roles: z.array(roleSchema),
    /** The step of the matter that is next. */
    step: localCodeSchema.optional(),
  }),
]);

export type WaitsFor = z.infer<typeof waitsForSchema>;

/**
 * Whom a case waits for; `undefined` when it has ended, and of a joint case, whose parts wait. Whether its conditions hold is for the contract to say: a case
 * whose steps are all taken waits for what its completion asks of the applicant, and else for who completes it.
 */
export function waitsFor(subject: Case, matter: Matter): WaitsFor | undefined {
  const { state, department, decisions } = subject;
  if (hasEnded(state) || subject.parts !== undefined) return undefined;
  if (state === 'supplement') return { who: 'applicant' };
  const officers = (roles: readonly Role[]): WaitsFor => ({
    who: 'department',
    department,
    roles: [...roles],
  });
  if (!isHandled(state)) return officers(peopleWho(state === 'paused' ? 'resume' : 'accept'));
  const step = matter.steps[decisions.length];
  if (step !== undefined) return { who: 'department', department, roles: [step.role], step: step.code };
  const asked = unanswered(subject, matter);
  if (lacksMaterials(subject, matter) || asked.includes('applicant')) return { who: 'applicant' };
  const answering = asked.filter((by) => by !== 'applicant');
  return officers(answering.length > 0 ? answering : peopleWho('complete'));
}

/** The roles of people who may do it: a case waits for no machine. */
function peopleWho(act: CaseActName): readonly Role[] {
  return [...new Set(caseTable[act].flatMap(({ by }) => by))].filter((role) => role !== 'system');
}

/** Who attests what the completion asks and nobody has answered. */
function unanswered({ answers = [] }: Case, { completion, questions = [] }: Matter): Answerer[] {
  const asked = namesIn(completion).answers.map(({ answered }) => answered);
  const open = asked.filter((code) => !answers.some(({ question }) => question === code));
  return [...new Set(questions.flatMap(({ code, by }) => (open.includes(code) ? by : [])))];
}

function lacksMaterials({ materials }: Case, { completion, materials: defined }: Matter): boolean {
  const required = defined.filter((material) => material.required).map(({ code }) => code);
  const needed = [...required, ...namesIn(completion).materials];
  return needed.some((code) => !materials.some((given) => given.code === code));
}
