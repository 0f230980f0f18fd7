// SPDX-License-Identifier: Apache-2.0
import { useQuery } from '@tanstack/react-query';
import type { Answer } from '@guidang/client';
import { client } from './api';
import type { Matter } from './api';

export type LicenceType = Answer<'get', '/api/v1/registry/licence-types'>['items'][number];

/** A matter with what gives the attributes of its licences their names. */
export type NamedMatter = Matter & { readonly licenceTypes?: readonly LicenceType[] };

/** Licence types, of which a network has tens; none until they are there: attributes are called by their codes meanwhile. */
export function useLicenceTypes(): readonly LicenceType[] {
  const { data = [] } = useQuery({
    queryKey: ['licence-types'],
    staleTime: 60_000,
    queryFn: async ({ signal }) => {
      const found: LicenceType[] = [];
      const query = { limit: 100 };
      for await (const type of client.items('/api/v1/registry/licence-types', { query, signal })) {
        found.push(type);
      }
      return found;
    },
  });
  return data;
}
