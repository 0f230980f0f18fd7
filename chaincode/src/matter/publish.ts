// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand } from '../ledger/refusal';
import { currentMatters, matters } from './model';
import type { Matter, MatterDefinition } from './model';

/** Stores a new version of a matter, makes it the current one and emits the event. */
export async function addMatterVersion(
  definition: MatterDefinition,
  { unit, emit }: Action,
): Promise<Matter> {
  const current = await unit.get(currentMatters, definition.id);
  demand(
    current === undefined || current.owner === definition.owner,
    'not-competent',
    'a matter does not change its owner',
  );
  const matter: Matter = { schema: 1, version: (current?.version ?? 0) + 1, ...definition };
  unit.put(matters, matter);
  unit.put(
    currentMatters,
    {
      schema: 1,
      id: matter.id,
      version: matter.version,
      ...(matter.owner === undefined ? {} : { owner: matter.owner }),
    },
    { born: current === undefined },
  );
  emit({
    type: 'matter.published',
    subject: { kind: 'matter', id: matter.id },
    version: matter.version,
    digest: digestOf(matter),
  });
  return matter;
}
