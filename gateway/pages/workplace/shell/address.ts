// SPDX-License-Identifier: Apache-2.0

/** A case number is opaque: 2024/0001 and 〔2024〕第3号#2 are whole names, and no path, query or fragment. */
export function caseAddress(id: string): string {
  return `/app/cases/${encodeURIComponent(id)}`;
}

export function licenceAddress(identifier: string): string {
  return `/app/licences/${encodeURIComponent(identifier)}`;
}

export const dossierAddress = '/app/dossier';

export const subjectKinds = ['person', 'organisation', 'object'] as const;
export type SubjectKind = (typeof subjectKinds)[number];

/** What stands for a person wherever others could read it. */
export const pseudonym = /^P[0-9A-F]{32}$/;

/** Whose dossier is meant: by pseudonym, code or object. It goes with the history's entry, and is in no address. */
export interface DossierSubject {
  readonly subject: SubjectKind;
  readonly named: string;
}

/** What a link has handed on with the history's entry, which any script of this origin could have written. */
export function dossierSubjectIn(state: unknown): DossierSubject | undefined {
  if (typeof state !== 'object' || state === null || !('subject' in state) || !('named' in state)) {
    return undefined;
  }
  const { named } = state;
  const subject = subjectKinds.find((kind) => kind === state.subject);
  return subject === undefined || typeof named !== 'string' ? undefined : { subject, named };
}

/** Without a version, of the one in force. */
export function matterAddress(id: string, version?: number): string {
  const address = `/app/matters/${encodeURIComponent(id)}`;
  return version === undefined ? address : `${address}?version=${version}`;
}

/** The version that an address names; what is no version is none. */
export function versionIn(search: string): number | undefined {
  const version = Number(new URLSearchParams(search).get('version') ?? '');
  return Number.isSafeInteger(version) && version > 0 ? version : undefined;
}

/**
 * What the last part of the page's path names. The router decodes a path as a whole (decodeURI), which leaves `%2F` and
 * `%23` as they are, and cannot be undone.
 */
export function namedIn({ pathname }: Pick<Location, 'pathname'>): string {
  const part = pathname.slice(pathname.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
