// SPDX-License-Identifier: Apache-2.0
import type { Matter, MatterDefinition } from './model';
import type { PartDefinition, PartMaterial } from './part-definition';
import { choicesOf } from './question-shape';

/** A matter that is done in parts (一件事). */
export type JointMatter = Matter & { readonly parts: PartDefinition[] };

export function isJoint(matter: Matter): matter is JointMatter {
  return matter.parts !== undefined;
}

/** What a part's own matter has to be like. */
type Single = Pick<
  Matter,
  'id' | 'owner' | 'parts' | 'materials' | 'questions' | 'objectKind' | 'renews' | 'outcomes' | 'archive'
>;

/**
 * Why a part cannot be handled under its matter; `undefined` when it can. Whatever the joint case is given for a material
 * must be taken in the part, since nobody stands by when it begins.
 * @param singles the matters of all parts, by part.
 */
export function misfitOf(
  part: PartDefinition,
  joint: Pick<MatterDefinition, 'materials' | 'questions' | 'objectKind'>,
  singles: ReadonlyMap<string, Single>,
): string | undefined {
  const single = singles.get(part.code);
  if (single === undefined) return `there is no matter ${part.matter}`;
  if (single.parts !== undefined) return 'a part cannot be joint itself';
  if (single.renews !== undefined) return 'a part cannot renew a licence';
  if (single.objectKind !== undefined && single.objectKind !== joint.objectKind) {
    return `its matter is about a ${single.objectKind}`;
  }
  const misfits = [
    ...Object.entries(part.materials).map(([code, from]) =>
      misfitOfMaterial(code, from, { joint, single, singles }),
    ),
    ...Object.entries(part.answers ?? {}).map(([code, from]) => misfitOfAnswer(code, from, joint, single)),
  ];
  return misfits.find((misfit) => misfit !== undefined);
}

interface Fitting {
  readonly joint: Pick<MatterDefinition, 'materials'>;
  readonly single: Single;
  readonly singles: ReadonlyMap<string, Single>;
}

function misfitOfMaterial(code: string, from: PartMaterial, fitting: Fitting): string | undefined {
  const { joint, single, singles } = fitting;
  const asked = single.materials.find((material) => material.code === code);
  if (asked === undefined) return `its matter asks for no ${code}`;
  if ('recordOf' in from) {
    if (!asked.accepts.includes('record')) return `${code} is not taken as a record`;
    const isFiled = isOfCategory(asked, filedCategories(singles.get(from.recordOf)));
    return isFiled ? undefined : `${code} is a record of another category`;
  }
  if ('licenceOf' in from) {
    if (!asked.accepts.includes('licence')) return `${code} is not taken as a licence`;
    const isIssued = couldBe(asked, issuedTypes(singles.get(from.licenceOf)));
    return isIssued ? undefined : `${from.licenceOf} issues no licence that ${code} could be`;
  }
  const given = joint.materials.find((material) => material.code === from.material);
  return given === undefined ? `there is no ${from.material}` : misfitOfForms(given, asked);
}

/** Whatever the joint case may have been answered must be an answer of the part's own question too. */
function misfitOfAnswer(
  code: string,
  from: string,
  { questions = [] }: Pick<Matter, 'questions'>,
  single: Single,
): string | undefined {
  const asked = single.questions?.find((question) => question.code === code);
  if (asked === undefined) return `its matter asks no ${code}`;
  if (asked.by !== 'applicant') return `${code} is not answered by the applicant`;
  const taken = choicesOf(asked).map((choice) => choice.code);
  const given = questions.filter((question) => question.code === from).flatMap(choicesOf);
  const strange = given.find((choice) => !taken.includes(choice.code));
  return strange === undefined ? undefined : `${code} has no answer ${strange.code}`;
}

type Asked = Single['materials'][number];

/** Whether a material can be a licence of one of these types. */
function couldBe({ licenceType }: Asked, types: readonly string[]): boolean {
  return licenceType === undefined ? types.length > 0 : types.includes(licenceType);
}

function misfitOfForms(given: Asked, asked: Asked): string | undefined {
  const form = given.accepts.find((accepted) => !asked.accepts.includes(accepted));
  if (form !== undefined) return `${asked.code} is not taken as ${form}`;
  const isOfType =
    asked.licenceType === undefined ||
    asked.licenceType === given.licenceType ||
    !given.accepts.includes('licence');
  if (!isOfType) return `${asked.code} is a licence of another type`;
  const isFiled = isOfCategory(asked, [given.recordCategory]) || !given.accepts.includes('record');
  return isFiled ? undefined : `${asked.code} is a record of another category`;
}

function isOfCategory({ recordCategory }: Asked, categories: readonly (string | undefined)[]): boolean {
  return recordCategory === undefined || categories.every((category) => category === recordCategory);
}

/** Of the record of a case, however it ends. */
function filedCategories(single: Single | undefined): string[] {
  if (single === undefined) return [];
  const { category, byOutcome = {} } = single.archive;
  return [category, ...Object.values(byOutcome).map((ended) => ended.category)];
}

function issuedTypes(single: Single | undefined): string[] {
  return (single?.outcomes ?? []).flatMap((outcome) =>
    outcome.kind === 'issue-licence' ? [outcome.licenceType] : [],
  );
}
