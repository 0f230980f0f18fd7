// SPDX-License-Identifier: Apache-2.0

/** What the benchmark can measure, in the order in which it does. */
export const partNames = [
  'start',
  'shares',
  'lone-create',
  'verify',
  'log',
  'plain',
  'creates',
  'bulk',
  'first-changes',
  'concurrency',
  'open-load',
  'history',
  'scale',
] as const;

export type PartName = (typeof partNames)[number];

/** The parts measured in rounds, each next to the plain sample. */
export const roundParts = [
  'plain',
  'creates',
  'bulk',
  'first-changes',
] as const satisfies readonly PartName[];

/**
 * Reads `--only`.
 * @throws {RangeError} naming an unknown part.
 */
export function parseParts(only: string | undefined): ReadonlySet<PartName> {
  if (only === undefined) return new Set(partNames);
  const asked = only.split(',').map((name) => {
    const part = partNames.find((each) => each === name.trim());
    if (part === undefined) {
      throw new RangeError(`there is no part ${name}; there are ${partNames.join(', ')}`);
    }
    return part;
  });
  return new Set(asked);
}
