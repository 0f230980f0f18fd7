// SPDX-License-Identifier: Apache-2.0
import { isGeneralPeriod } from '../identifier';
import { effectiveStatuses, restrictionKinds } from './licence-type';
import { conditionsOf } from './model';
import type { MatterDefinition } from './model';
import { namesIn } from './predicate-shape';

/** What is wrong in a matter, and where. */
interface Fault {
  readonly path: (string | number)[];
  readonly message: string;
}

/**
 * What a matter names that no matter may: publishing refuses it. Older ones that are stored may name it, so that no schema
 * asks; whoever writes one is told before it is put to others.
 */
export function unknownValuesIn(definition: MatterDefinition): Fault[] {
  return [...unknownPeriods(definition), ...unknownNames(definition)];
}

/** The record of a case names no fonds, so that its period must be one that any record may have. */
function unknownPeriods({ archive }: MatterDefinition): Fault[] {
  const ends = Object.entries(archive.byOutcome ?? {}).map(([end, { retention }]) => ({
    at: ['byOutcome', end],
    retention,
  }));
  return [{ at: [], retention: archive.retention }, ...ends]
    .filter(({ retention }) => !isGeneralPeriod(retention))
    .map(({ at }) => ({
      path: ['archive', ...at, 'retention'],
      message: 'no retention period in use: Y, D30, D10, of accounting D3, D5, D15, D25',
    }));
}

/** A status or a restriction that there is not would make a condition fail, or hold, for ever. */
function unknownNames(definition: MatterDefinition): Fault[] {
  return conditionsOf(definition).flatMap(({ path, condition }) => {
    const { statuses, kinds } = namesIn(condition);
    return [
      ...unknownAmong(statuses, effectiveStatuses, 'status of a licence'),
      ...unknownAmong(kinds, restrictionKinds, 'kind of restriction'),
    ].map((message) => ({ path, message }));
  });
}

function unknownAmong(named: readonly string[], known: readonly string[], what: string): string[] {
  const unknown = named.filter((each) => !known.includes(each));
  return unknown.length === 0
    ? []
    : [`the condition names no ${what}: ${unknown.join(', ')}; there are ${known.join(', ')}`];
}
