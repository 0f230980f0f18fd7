// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import { client } from './api';
import type { Matter } from './api';

/** Matters in force, of which a network has tens. */
export function useMatters(): UseQueryResult<readonly Matter[]> {
  return useQuery({
    queryKey: ['matters'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const found: Matter[] = [];
      for await (const matter of client.items('/api/v1/matters', { query: { limit: 100 }, signal })) {
        found.push(matter);
      }
      return found;
    },
  });
}

export function useMatterNames(): ReadonlyMap<string, string> {
  return new Map(useMatters().data?.map(({ id, name }) => [id, name]));
}
