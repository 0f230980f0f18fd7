// SPDX-License-Identifier: Apache-2.0

/** What the benchmark can measure, in the order in which it does. */
export const partNames = [
  'start',
  'shares',
  'dossier',
  'cases',
  'lone-create',
  'verify',
  'log',
  'company',
  'plain',
  'creates',
  'bulk',
  'first-changes',
  'concurrency',
  'open-load',
  'history',
  'scale',
] as const;

/** Measured only if named, on a network of its own. */
export const namedParts = ['verify-readers'] as const;

export type PartName = (typeof partNames)[number] | (typeof namedParts)[number];

/** The parts measured in rounds, each next to the plain sample. */
export const roundParts = [
  'plain',
  'creates',
  'bulk',
  'first-changes',
] as const satisfies readonly PartName[];

/**
 * Reads `--only`; without it, all parts but {@link namedParts}.
 * @throws {RangeError} naming an unknown part.
 */
export function parseParts(only: string | undefined): ReadonlySet<PartName> {
  if (only === undefined) return new Set(partNames);
  const all = [...partNames, ...namedParts];
  const asked = only.split(',').map((name) => {
    const part = all.find((each) => each === name.trim());
    if (part === undefined) {
      throw new RangeError(`there is no part ${name}; there are ${all.join(', ')}`);
    }
    return part;
  });
  return new Set(asked);
}
