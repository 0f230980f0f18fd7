// SPDX-License-Identifier: Apache-2.0

/** Members that are there only when they have a value. */
type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Members without those that are undefined, to spread where an absent member and an undefined one differ. */
export function optional<T extends object>(members: T): Present<T> {
  const present: Present<T> = {};
  // Added, not deleted: an object that has lost a member is slow ever after, and these are in each command's path.
  for (const name of Object.keys(members) as (keyof T)[]) {
    const value = members[name];
    if (value !== undefined) present[name] = value as Exclude<T[keyof T], undefined>;
  }
  return present;
}
