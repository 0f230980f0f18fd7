// SPDX-License-Identifier: Apache-2.0
import type { Authority, CodeEntry, Department, LicenceTypeEntry, Matter } from '@guidang/chaincode/model';
import type { Registry } from '@guidang/gateway/application/matter/registry-findings';
import type { ApiClient } from '../api-client';

type Reader = Pick<ApiClient, 'get'>;

/** Reads what matters rest on from a gateway. */
export async function readRegistry(client: Reader): Promise<Registry> {
  const [licenceTypes, authorities, departments, bases, reasons, matters] = await Promise.all([
    all<LicenceTypeEntry>(client, 'registry/licence-types'),
    all<Authority>(client, 'registry/authorities'),
    all<Department>(client, 'registry/departments'),
    all<CodeEntry>(client, 'registry/bases'),
    all<CodeEntry>(client, 'registry/reasons'),
    all<Matter>(client, 'matters'),
  ]);
  return { licenceTypes, authorities, departments, codes: [...bases, ...reasons], matters };
}

async function all<T>(client: Reader, list: string): Promise<T[]> {
  const items: T[] = [];
  let query = '?limit=100';
  for (;;) {
    const page = await client.get<{ items: T[]; next?: string }>(`/api/v1/${list}${query}`);
    items.push(...page.items);
    if (page.next === undefined) return items;
    query = `?limit=100&cursor=${encodeURIComponent(page.next)}`;
  }
}
