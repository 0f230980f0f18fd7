// SPDX-License-Identifier: Apache-2.0
import { Problem } from '../problem';

/** The strong entity tag of a resource's version (RFC 9110 section 8.8.3). */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/**
 * The version that an update was based on. `*` is rejected because it names no version.
 * @throws {Problem} `field-invalid`, `version-required`, `version-disagrees`.
 */
export function versionSeen(ifMatch: string | undefined, inBody: number | undefined): number {
  const inHeader = ifMatch === undefined ? undefined : versionOf(ifMatch);
  const version = inBody ?? inHeader;
  if (version === undefined) {
    throw new Problem('version-required', 'name the version that was seen, in If-Match or in version', {
      field: 'body/version',
    });
  }
  if (inHeader !== undefined && inHeader !== version) {
    throw new Problem('version-disagrees', 'If-Match and version name different versions', {
      field: 'header/if-match',
    });
  }
  return version;
}

function versionOf(ifMatch: string): number {
  const digits = /^"([1-9]\d{0,8})"$/.exec(ifMatch)?.[1];
  if (digits !== undefined) return Number(digits);
  throw new Problem('field-invalid', 'If-Match is one strong entity tag', { field: 'header/if-match' });
}
