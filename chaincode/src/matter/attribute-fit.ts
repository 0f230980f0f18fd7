// SPDX-License-Identifier: Apache-2.0
import { attributeOf, misfitOfAttributes, misfitOfComparison } from './attribute';
import type { AttributeDefinition } from './attribute';
import { conditionsOf } from './model';
import type { MatterDefinition } from './model';
import { attributeQuestionsIn } from './predicate-shape';

/** What is wrong in a matter, and where. */
interface Misfit {
  readonly path: (string | number)[];
  readonly message: string;
}

type Types = ReadonlyMap<string, { readonly attributes?: readonly AttributeDefinition[] | undefined }>;

/**
 * What a matter asks of attributes, or gives as such, that the types of its licences do not have.
 * @param types by code; what is asked of a type that is not among them is not judged.
 */
export function misfitsOfAttributes(matter: MatterDefinition, types: Types): Misfit[] {
  const asked = conditionsOf(matter).flatMap(({ path, condition }) =>
    attributeQuestionsIn(condition).flatMap(({ of, comparison }): Misfit[] => {
      const material = matter.materials.find(({ code }) => code === of.licence);
      const type = types.get(material?.licenceType ?? '');
      if (type === undefined) return [];
      const definition = attributeOf(of.name, type);
      if (definition === undefined) {
        return [{ path, message: `licences of this type have no attribute ${of.name}` }];
      }
      const message =
        comparison === undefined ? misfitOfDay(definition) : misfitOfComparison(definition, comparison);
      return message === undefined ? [] : [{ path, message }];
    }),
  );
  const given = matter.outcomes.flatMap((outcome, index): Misfit[] => {
    if (outcome.kind !== 'issue-licence') return [];
    const type = types.get(outcome.licenceType);
    const misfit = type && misfitOfAttributes(outcome.attributes ?? {}, type);
    if (misfit === undefined) return [];
    return [{ path: ['outcomes', index, 'attributes', misfit.code], message: misfit.message }];
  });
  return [...asked, ...given];
}

function misfitOfDay({ code, kind }: AttributeDefinition): string | undefined {
  return kind === 'day' ? undefined : `the attribute ${code} is no day`;
}
