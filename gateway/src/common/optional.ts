// SPDX-License-Identifier: Apache-2.0

/** Members that are there only when they have a value. */
type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

/** Members without those that are undefined, to spread where an absent member and an undefined one differ. */
export function optional<T extends object>(members: T): Present<T> {
  const present: Present<T> = { ...(members as Present<T>) };
  for (const name of Object.keys(present) as (keyof T)[]) {
    if (present[name] === undefined) Reflect.deleteProperty(present, name);
  }
  return present;
}
