// SPDX-License-Identifier: Apache-2.0
import type { Answer } from '@guidang/client';

export type Officer = Answer<'get', '/api/v1/registry/officers'>['items'][number];
type Organisation = Answer<'get', '/api/v1/registry/organisations'>['items'][number];

/** What a certificate is worth today: `replaced` is one of a root certificate that its organisation has replaced. */
export type Standing = 'active' | 'soon' | 'ended' | 'replaced' | 'revoked';

/** Which certificates somebody looks at: in the address. */
export const shows = ['active', 'soon', 'over', 'all'] as const;
export type Show = (typeof shows)[number];

const dayMs = 86_400_000;
/** As long as it takes to have another one certified and registered. */
const soonMs = 30 * dayMs;

/** What an address asks for; what nobody knows is left out. */
export function showIn(search: string): Show {
  const asked = new URLSearchParams(search).get('show');
  return shows.find((show) => show === asked) ?? 'active';
}

export function addressOf(show: Show): string {
  return show === 'active' ? '/app/officers' : `/app/officers?show=${show}`;
}

type Dated = Pick<Officer, 'status' | 'validUntil' | 'generation'>;

/** @param organisation whose root certificate counts; without one nothing is said to be active. */
export function standingOf(
  { status, validUntil, generation = 1 }: Dated,
  organisation: Pick<Organisation, 'generation'> | undefined,
  nowMs: number,
): Standing {
  if (status === 'revoked') return 'revoked';
  if (organisation === undefined || generation !== (organisation.generation ?? 1)) return 'replaced';
  const leftMs = Date.parse(validUntil) - nowMs;
  if (leftMs <= 0) return 'ended';
  return leftMs < soonMs ? 'soon' : 'active';
}

/** Whether a certificate of that standing is among what is looked at. */
export function isShown(standing: Standing, show: Show): boolean {
  const isOver = standing !== 'active' && standing !== 'soon';
  switch (show) {
    case 'active':
      return !isOver;
    case 'soon':
      return standing === 'soon';
    case 'over':
      return isOver;
    case 'all':
      return true;
  }
}

/** Those that end next come first. */
export function byEnd(one: Pick<Officer, 'validUntil'>, other: Pick<Officer, 'validUntil'>): number {
  return Date.parse(one.validUntil) - Date.parse(other.validUntil);
}
