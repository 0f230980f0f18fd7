// SPDX-License-Identifier: Apache-2.0

/** An officer, by organisation and identifier: certificates change. */
export interface NamedOfficer {
  readonly organisation: string;
  readonly officer: string;
}

/** How people came to be named by a case, record or licence. */
export interface Naming {
  /**
   * The officer who has named people whom another one has entered, and the first other officer who has acted on it
   * since. Absent where there are none, and in what is older than this note.
   */
  readonly namedBy?: NamedOfficer[] | undefined;
}

/** An officer's part in a case, record or licence. */
export interface Part extends NamedOfficer {
  readonly role: string;
}

/** Adds the first officer besides the one who has named the people; a clock or a printer has looked at nobody. */
export function joinedBy<Named extends Naming>(named: Named, part: Part): Named {
  const { organisation, officer, role } = part;
  const [first, second] = named.namedBy ?? [];
  const isAlone = first !== undefined && second === undefined && !isSameOfficer(first, part);
  return isAlone && role !== 'system' ? { ...named, namedBy: [first, { organisation, officer }] } : named;
}

/**
 * Whether the officer alone has named people whom he or she does not know: pseudonyms are public on the channel, and
 * whoever writes one into a case, record or licence would else read the name.
 */
export function hasAloneNamed(officer: NamedOfficer, { namedBy }: Naming): boolean {
  return namedBy?.every((one) => isSameOfficer(one, officer)) ?? false;
}

export function isSameOfficer(one: NamedOfficer, other: NamedOfficer): boolean {
  return one.officer === other.officer && one.organisation === other.organisation;
}
