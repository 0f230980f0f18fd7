// SPDX-License-Identifier: Apache-2.0
import { Client, problemIn } from '@guidang/client';
import type { Answer } from '@guidang/client';
import { QueryClient } from '@tanstack/react-query';

/** The header that no other site's page can send along with the cookie. */
export const pageHeaders = { 'Guidang-Page': '1' } as const;

export const client = new Client({
  headers: () => ({ ...pageHeaders, 'Accept-Language': document.documentElement.lang }),
  attemptsMax: 3,
});

/** As a form sends it: the gateway takes nothing else there. */
export async function sendForm(address: string): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: pageHeaders,
    body: new URLSearchParams(),
  });
  if (!response.ok) throw await problemIn(response);
}

export type Session = NonNullable<Answer<'get', '/api/v1/session'>['session']>;
export type CaseView = Answer<'get', '/api/v1/cases/{id}'>;
export type Matter = Answer<'get', '/api/v1/matters/{id}'>;

/** The client has tried again already. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 10_000, networkMode: 'always' },
    mutations: { networkMode: 'always' },
  },
});
