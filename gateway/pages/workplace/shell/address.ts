// SPDX-License-Identifier: Apache-2.0

/** A case number is opaque: 2024/0001 and 〔2024〕第3号#2 are whole names, and no path, query or fragment. */
export function caseAddress(id: string): string {
  return `/app/cases/${encodeURIComponent(id)}`;
}

export function licenceAddress(identifier: string): string {
  return `/app/licences/${encodeURIComponent(identifier)}`;
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
