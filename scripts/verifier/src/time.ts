// SPDX-License-Identifier: Apache-2.0

/** A cosignature's time (seconds since 1970, before the year 10000) as RFC 3339 in UTC. */
export function isoTime(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
