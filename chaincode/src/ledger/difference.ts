// SPDX-License-Identifier: Apache-2.0

type Composite = Readonly<Record<string, unknown>>;

/**
 * Computes a delta that turns one JSON value into another. For two objects, or two arrays of the same length: an object
 * with the deltas of the members that differ, `[]` for a removed member. For anything else: the new value, wrapped in
 * an array when it is an object or array.
 * @returns `undefined` when the values are equal.
 */
export function differenceOf(before: unknown, value: unknown): unknown {
  if (before === value) return undefined;
  if (value === undefined) return [];
  if (!isComposite(value)) return value;
  if (!isComposite(before) || !isAlike(before, value)) return [value];
  const differences: [string, unknown][] = [];
  for (const name of Object.keys(value)) {
    const difference = differenceOf(memberOf(before, name), value[name]);
    if (difference !== undefined) differences.push([name, difference]);
  }
  for (const name of Object.keys(before)) {
    const isGone = before[name] !== undefined && !Object.hasOwn(value, name);
    if (isGone) differences.push([name, []]);
  }
  return differences.length === 0 ? undefined : Object.fromEntries(differences);
}

/** Applies a delta to a value; unchanged parts are shared with it. */
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
