// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { departments } from '../membership/model';
import type { Release } from '../release/model';
import { claimUnder } from '../release/store';
import { misfitsOfAttributes } from './attribute-fit';
import { licenceTypes } from './licence-type';
import type { LicenceTypeEntry } from './licence-type';
import { currentMatters, currentParts, matters } from './model';
import type { Matter, MatterDefinition } from './model';
import { misfitOf } from './parts';
import { findCurrent, singlesOf } from './store';
import { unknownValuesIn } from './unknown-values';

/**
 * Stores a new version of a matter, makes it the current one and emits the event.
 * @param proposal that has published it; a joint matter has one.
 */
export async function addMatterVersion(
  definition: MatterDefinition,
  { unit, emit }: Action,
  proposal?: string,
): Promise<Matter> {
  const { id, owner } = definition;
  const { release, current } = await findCurrent(unit, id);
  if (current === undefined) demandClaimable(definition, release);
  demand(
    current === undefined || current.owner === owner,
    'not-competent',
    'a matter does not change its owner',
  );
  demandKnownValues(definition);
  demandAttributes(definition, await typesOf(definition, unit));
  const last = current?.version ?? (await versionBefore(id, release, unit));
  await demandParts(definition, unit);
  const matter: Matter = {
    schema: schemaOf(definition),
    version: last + 1,
    ...definition,
    ...(definition.parts === undefined ? {} : { proposal }),
  };
  unit.put(matters, matter);
  unit.put(
    currentMatters,
    {
      schema: 1,
      id,
      version: matter.version,
      ...(owner === undefined ? {} : { owner }),
      ...claimUnder(release),
    },
    { born: current === undefined },
  );
  emit({
    type: 'matter.published',
    subject: { kind: 'matter', id },
    version: matter.version,
    digest: digestOf(matter),
  });
  return matter;
}

/** The first that has all that it says: older chaincode refuses to handle what it would not see. */
function schemaOf({ questions, parts }: MatterDefinition): Matter['schema'] {
  if (questions !== undefined) return 3;
  return parts === undefined ? 1 : 2;
}

/** @throws {Refusal} `command-malformed`. */
function demandKnownValues(definition: MatterDefinition): void {
  for (const { path, message } of unknownValuesIn(definition)) {
    throw new Refusal('command-malformed', message, { field: `body/definition/${path.join('/')}` });
  }
}

/**
 * The licence types that a matter names. A case could never issue a licence of a type that the registry lacks, nor be given
 * one.
 * @throws {Refusal} `not-found`.
 */
async function typesOf(
  { materials, outcomes }: MatterDefinition,
  unit: UnitOfWork,
): Promise<ReadonlyMap<string, LicenceTypeEntry>> {
  const named = [
    ...materials.map(({ licenceType }, index) => ({ licenceType, at: `materials/${index}` })),
    ...outcomes.map((outcome, index) => ({
      licenceType: outcome.kind === 'issue-licence' ? outcome.licenceType : undefined,
      at: `outcomes/${index}`,
    })),
  ];
  const types = new Map<string, LicenceTypeEntry>();
  for (const { licenceType, at } of named) {
    if (licenceType === undefined) continue;
    const type = await unit.get(licenceTypes, licenceType);
    if (type === undefined) {
      throw new Refusal('not-found', `the registry has no licence type ${licenceType}`, {
        field: `body/definition/${at}/licenceType`,
      });
    }
    types.set(licenceType, type);
  }
  return types;
}

/**
 * A condition on an attribute that no licence has, or of another kind, would never hold; a licence with such a one could not
 * be issued.
 * @throws {Refusal} `command-malformed`.
 */
function demandAttributes(definition: MatterDefinition, types: ReadonlyMap<string, LicenceTypeEntry>): void {
  for (const { path, message } of misfitsOfAttributes(definition, types)) {
    throw new Refusal('command-malformed', message, { field: `body/definition/${path.join('/')}` });
  }
}

/**
 * A part could never begin whose matter does not fit, or which nobody there is may be given.
 * @throws {Refusal} `command-malformed`, `not-found`.
 */
async function demandParts(definition: MatterDefinition, unit: UnitOfWork): Promise<void> {
  const { parts = [] } = definition;
  const singles = await singlesOf(parts, unit);
  for (const [index, part] of parts.entries()) {
    const field = `body/definition/parts/${index}`;
    const misfit = misfitOf(part, definition, singles);
    demand(
      misfit === undefined,
      'command-malformed',
      `the part ${part.code} does not fit its matter ${part.matter}`,
      { field, detail: { misfit } },
    );
    for (const code of part.departments) {
      const isThere = (await unit.get(departments, code)) !== undefined;
      demand(isThere, 'not-found', `the department ${code} is not in the registry`, {
        field: `${field}/departments`,
      });
    }
  }
}

/** The region in codes of the national catalogue (基本目录): whatever it lists is done by many. */
const national = '00';

/**
 * A majority may publish under any code. An organisation may take one alone unless it is the nation's, or a majority has
 * taken the code back: then only the one that it was released to.
 */
function demandClaimable({ id, owner }: MatterDefinition, release: Release | undefined): void {
  if (owner === undefined) return;
  const field = { field: 'body/definition/id' };
  demand(
    release === undefined || release.to === owner,
    'not-competent',
    'a majority has released this code, and not to this organisation',
    field,
  );
  demand(
    release !== undefined || !id.startsWith(national),
    'not-competent',
    'a code of the national catalogue is taken by consent of a majority',
    field,
  );
}

/** Versions go on from those before a release, which running cases keep. */
async function versionBefore(id: string, release: Release | undefined, unit: UnitOfWork): Promise<number> {
  for (let count = (release?.version ?? 0) - 1; count >= 0; count -= 1) {
    const before = await unit.get(currentMatters, ...currentParts(id, count));
    if (before !== undefined) return before.version;
  }
  return 0;
}
