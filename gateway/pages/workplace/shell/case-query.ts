// SPDX-License-Identifier: Apache-2.0
import { client } from './api';
import type { CaseView } from './api';

interface CaseQuery {
  readonly queryKey: readonly [name: 'cases', id: string];
  readonly queryFn: (context: { readonly signal: AbortSignal }) => Promise<CaseView>;
}

/** A case: what one page has just read, the next one shows without reading it again. */
export function caseQuery(id: string): CaseQuery {
  return {
    queryKey: ['cases', id],
    queryFn: ({ signal }) => client.get('/api/v1/cases/{id}', { path: { id }, signal }),
  };
}
