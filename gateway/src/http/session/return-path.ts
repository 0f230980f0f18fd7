// SPDX-License-Identifier: Apache-2.0

const usual = '/app';
const charactersMax = 2_048;
const here = 'http://here.invalid';

/**
 * Where a browser goes once it has signed in: a path of this gateway, as browsers read it, and nowhere else, or its
 * address could lead through us to anybody.
 */
export function returnPath(given: string | null | undefined): string {
  if (given == null || given.length > charactersMax || !given.startsWith('/')) return usual;
  const url = URL.canParse(given, here) ? new URL(given, here) : undefined;
  if (url?.origin !== here) return usual;
  const path = `${url.pathname}${url.search}${url.hash}`;
  // Dots that are gone may leave two slashes, which begin an address.
  return path.startsWith('//') || path.startsWith('/auth/') ? usual : path;
}
