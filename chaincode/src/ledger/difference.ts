// SPDX-License-Identifier: Apache-2.0

type Composite = Readonly<Record<string, unknown>>;

/**
 * What makes a JSON value of another. Of an object, or of an array of the same length: an object of the differences of
 * the members that differ, `[]` for one that is gone. Of anything else: the value, in an array of its own when it is an
 * object or array.
 * @returns `undefined` when nothing differs.
 */
export function differenceOf(before: unknown, value: unknown): unknown {
  if (before === value) return undefined;
  if (value === undefined) return [];
  if (!isComposite(value)) return value;
  if (!isComposite(before) || !isAlike(before, value)) return [value];
  const differences: [string, unknown][] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(value)])) {
    const difference = differenceOf(memberOf(before, name), memberOf(value, name));
    if (difference !== undefined) differences.push([name, difference]);
  }
  return differences.length === 0 ? undefined : Object.fromEntries(differences);
}

/** The value that differs so from another; it shares with that one the parts that are the same. */
export function withDifference(before: unknown, difference: unknown): unknown {
  if (!isComposite(difference)) return difference;
  if (Array.isArray(difference)) return difference[0];
  const known = isComposite(before) ? before : {};
  const value: Record<string, unknown> = Array.isArray(known)
    ? Object.assign([...known], difference)
    : { ...known, ...difference };
  for (const name of Object.keys(difference)) {
    const member = withDifference(memberOf(known, name), difference[name]);
    if (member === undefined) Reflect.deleteProperty(value, name);
    else value[name] = member;
  }
  return value;
}

function isComposite(value: unknown): value is Composite {
  return typeof value === 'object' && value !== null;
}

function isAlike(one: Composite, other: Composite): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return Array.isArray(one) === Array.isArray(other);
  return one.length === other.length;
}

/** Own members only: a name such as `constructor` is data here. */
function memberOf(value: Composite, name: string): unknown {
  return Object.hasOwn(value, name) ? value[name] : undefined;
}
