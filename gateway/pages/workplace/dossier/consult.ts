// SPDX-License-Identifier: Apache-2.0
import { client } from '../shell/api';
import type { DossierPage, DossierQuestion } from './dossier-view';

/** A page of a dossier; the first is answered once the use is on the ledger, and covers the others for a while. */
export function consult(body: DossierQuestion, key?: string): Promise<DossierPage> {
  return client.post('/api/v1/dossiers:consult', { body, key });
}

/**
 * The receipt to which an entry leads, by the address that the dossier gave.
 * @returns undefined until a head of the log covers its event.
 */
export async function receiptAt(address: string): Promise<Blob | undefined> {
  const { pathname, searchParams } = new URL(address, location.origin);
  const id = pathname.split('/').at(-2) ?? '';
  const dossier = searchParams.get('dossier');
  const query = dossier === null ? {} : { dossier };
  const answer = await client.file('/api/v1/events/{id}/receipt', { path: { id }, query });
  return answer.type.startsWith('text/plain') ? answer : undefined;
}
