// SPDX-License-Identifier: Apache-2.0
import { codeSchema } from '@guidang/chaincode/model';
import type { Request } from 'express';
import type { Search } from '../application/search/api';
import { Problem } from './problem';
import type { Input } from './route';

/** Why a search is made, as query parameters. */
export const useShape = { purpose: codeSchema.optional(), basis: codeSchema.optional() };

/** Why somebody looks, as far as the query says it. */
export interface Use {
  readonly purpose?: string | undefined;
  readonly basis?: string | undefined;
}

/**
 * The use that a search is recorded for.
 * @param at where the request says it.
 * @throws {Problem} `purpose-required` unless it names all of it.
 */
export function demandPurpose(
  { purpose, basis }: Use,
  at: 'query' | 'body' = 'query',
): { purpose: string; basis: string } {
  if (purpose !== undefined && basis !== undefined) return { purpose, basis };
  const field = `${at}/${purpose === undefined ? 'purpose' : 'basis'}`;
  throw new Problem('purpose-required', 'this search is recorded, with its purpose and legal basis', {
    field,
  });
}

/** Who asks for a search that is recorded, and how. */
export type Searching = Pick<Input<unknown, unknown, unknown>, 'services' | 'caller' | 'request' | 'write'>;

/**
 * Records a search before it is answered.
 * @throws {Problem} `method-not-allowed` for HEAD, `purpose-required`.
 */
export async function recordUse(
  { services, caller, request, write }: Searching,
  search: Search,
  use: Use,
): Promise<void> {
  demandBodySent(request);
  const { purpose, basis } = demandPurpose(use);
  await services.searches.record(caller, search, { purpose, basis, role: write.role });
}

/**
 * Express answers HEAD with GET: a search whose answer is never sent would be recorded for nothing.
 * @throws {Problem} `method-not-allowed`.
 */
export function demandBodySent({ method }: Request): void {
  if (method !== 'HEAD') return;
  throw new Problem('method-not-allowed', 'HEAD is for plain reads', { headers: { Allow: 'GET' } });
}
