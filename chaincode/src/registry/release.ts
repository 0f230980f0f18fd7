// SPDX-License-Identifier: Apache-2.0
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand } from '../ledger/refusal';
import { licenceIdentifierSchema } from '../ledger/values';
import { organisations } from '../membership/model';
import { nameParts, releases } from '../release/model';
import type { Release, UniqueName } from '../release/model';
import { findRelease } from '../release/store';
import type { RegistryChange } from './model';

type ReleaseChange = Extract<RegistryChange, { kind: 'release' }>;

/** Refuses a release that could never take effect, or to somebody who could never claim the name. */
export async function checkRelease(
  { name, version, to }: ReleaseChange,
  { unit }: Pick<Action, 'unit'>,
): Promise<void> {
  const before = await findRelease(unit, name);
  demandNext(version, before);
  if (to === undefined) return;
  const isKnown =
    name.kind === 'matter'
      ? (await unit.get(organisations, to)) !== undefined
      : licenceIdentifierSchema.safeParse(to).success;
  demand(isKnown, 'not-found', 'there is nobody of this name to whom it could be released', {
    field: 'body/changes',
  });
}

/**
 * Takes a name back. It reads nothing that the holder could change: else that holder could make every such transaction
 * invalid, by changing it in each block.
 */
export async function releaseName(
  { name, version, to }: ReleaseChange,
  { unit, emit }: Action,
): Promise<void> {
  demandNext(version, await findRelease(unit, name));
  const release: Release = { schema: 1, version, name, ...(to === undefined ? {} : { to }) };
  unit.put(releases, release);
  emit({ ...eventOf(name), digest: digestOf(release) });
}

/** An older proposal must not take the name from whom it was released to since. */
function demandNext(version: number, before: Release | undefined): void {
  const next = (before?.version ?? 0) + 1;
  demand(version === next, 'state-conflict', `the next release of this name is its ${next}.`, {
    field: 'body/changes',
    detail: { version: next },
  });
}

function eventOf(name: UniqueName): Pick<EventDraft, 'type' | 'subject'> {
  return { type: `${name.kind}.released`, subject: subjectOf(name) };
}

/** Of a slot only the type is named: whose it is, members find in the row. */
function subjectOf(name: UniqueName): EventDraft['subject'] {
  if (name.kind === 'licence-slot') return { kind: 'licence-type', id: name.type };
  const [, id] = nameParts(name);
  return { kind: name.kind, id };
}
