// SPDX-License-Identifier: Apache-2.0
import { caseAddress, licenceAddress } from '../shell/address';
import type { Answer, Call } from '@guidang/client';

export type OwnUse = Answer<'get', '/api/v1/uses'>['items'][number];
type ListQuery = NonNullable<Call<'get', '/api/v1/uses'>['query']>;
export type UseKind = NonNullable<ListQuery['kind']>;

export const useKinds = [
  'licence.used',
  'case.accessed',
  'person.used',
  'person.inspected',
  'record.accessed',
  'search.recorded',
  'dossier.consulted',
  'dossier.glass-broken',
] as const satisfies readonly UseKind[];

/** Which uses somebody looks at: in the address. */
export interface HistoryView {
  readonly kind?: UseKind | undefined;
  readonly subject?: string | undefined;
}

/** What an address asks for; what nobody knows is left out. */
export function viewFrom(search: string): HistoryView {
  const asked = new URLSearchParams(search);
  const subject = asked.get('subject')?.trim() ?? '';
  return {
    kind: useKinds.find((kind) => kind === asked.get('kind')),
    subject: subject === '' ? undefined : subject,
  };
}

export function addressOf({ kind, subject }: HistoryView): string {
  const query = new URLSearchParams({
    ...(kind === undefined ? {} : { kind }),
    ...(subject === undefined ? {} : { subject }),
  });
  return query.size === 0 ? '/app/history' : `/app/history?${query.toString()}`;
}

export function queryOf({ kind, subject }: HistoryView): ListQuery {
  return {
    ...(kind === undefined ? {} : { kind }),
    ...(subject === undefined ? {} : { subject }),
    limit: 50,
  };
}

/** The page about what was used; else the uses of it. */
export function hrefOf({ subject: { kind, id } }: Pick<OwnUse, 'subject'>): string {
  if (kind === 'licence') return licenceAddress(id);
  if (kind === 'case') return caseAddress(id);
  return addressOf({ subject: id });
}
