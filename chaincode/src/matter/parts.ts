// SPDX-License-Identifier: Apache-2.0
import type { Matter, MatterDefinition } from './model';
import type { PartDefinition, PartMaterial } from './part-definition';

/** A matter that is done in parts (一件事). */
export type JointMatter = Matter & { readonly parts: PartDefinition[] };

export function isJoint(matter: Matter): matter is JointMatter {
  return matter.parts !== undefined;
}

/** What a part's own matter has to be like. */
type Single = Pick<Matter, 'id' | 'owner' | 'parts' | 'materials' | 'objectKind' | 'renews' | 'outcomes'>;

/**
 * Why a part cannot be handled under its matter; `undefined` when it can. Whatever the joint case is given for a material
 * must be taken in the part, since nobody stands by when it begins.
 * @param singles the matters of all parts, by part.
 */
export function misfitOf(
  part: PartDefinition,
  joint: Pick<MatterDefinition, 'materials' | 'objectKind'>,
  singles: ReadonlyMap<string, Single>,
): string | undefined {
  const single = singles.get(part.code);
  if (single === undefined) return `there is no matter ${part.matter}`;
  if (single.parts !== undefined) return 'a part cannot be joint itself';
  if (single.renews !== undefined) return 'a part cannot renew a licence';
  if (single.objectKind !== undefined && single.objectKind !== joint.objectKind) {
    return `its matter is about a ${single.objectKind}`;
  }
  return Object.entries(part.materials)
    .map(([code, from]) => misfitOfMaterial(code, from, { joint, single, singles }))
    .find((misfit) => misfit !== undefined);
}

interface Fitting {
  readonly joint: Pick<MatterDefinition, 'materials'>;
  readonly single: Single;
  readonly singles: ReadonlyMap<string, Single>;
}

function misfitOfMaterial(
  code: string,
  from: PartMaterial,
  { joint, single, singles }: Fitting,
): string | undefined {
  const asked = single.materials.find((material) => material.code === code);
  if (asked === undefined) return `its matter asks for no ${code}`;
  const takes = (form: (typeof asked.accepts)[number]): boolean => asked.accepts.includes(form);
  if ('recordOf' in from) return takes('record') ? undefined : `${code} is not taken as a record`;
  if ('licenceOf' in from) {
    if (!takes('licence')) return `${code} is not taken as a licence`;
    const types = issuedTypes(singles.get(from.licenceOf));
    const isIssued = asked.licenceType === undefined ? types.length > 0 : types.includes(asked.licenceType);
    return isIssued ? undefined : `${from.licenceOf} issues no licence that ${code} could be`;
  }
  const given = joint.materials.find((material) => material.code === from.material);
  const form = given?.accepts.find((accepted) => !takes(accepted));
  if (form !== undefined) return `${code} is not taken as ${form}`;
  const isOfType =
    asked.licenceType === undefined || !takes('licence') || given?.accepts.includes('licence') !== true
      ? true
      : given.licenceType === asked.licenceType;
  return isOfType ? undefined : `${code} is a licence of another type`;
}

function issuedTypes(single: Single | undefined): string[] {
  return (single?.outcomes ?? []).flatMap((outcome) =>
    outcome.kind === 'issue-licence' ? [outcome.licenceType] : [],
  );
}
