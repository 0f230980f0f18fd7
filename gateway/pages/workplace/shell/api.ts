// SPDX-License-Identifier: Apache-2.0
import { Client, problemIn } from '@guidang/client';
import type { Answer } from '@guidang/client';
import { QueryClient } from '@tanstack/react-query';
import { isAttended } from './attention';
import { officerIn } from './officer';

/** The header that no other site's page can send along with the cookie. */
const pageHeaders = { 'Guidang-Page': '1' } as const;

/** For whom the page was drawn. */
let owner: string | undefined;

/** What every request of the page says. */
export function requestHeaders(): Readonly<Record<string, string>> {
  return {
    ...pageHeaders,
    'Accept-Language': document.documentElement.lang,
    ...(owner === undefined ? {} : { 'Guidang-Officer': owner }),
    ...(isAttended(performance.now()) ? {} : { 'Guidang-Unattended': '1' }),
  };
}

/** Nobody sits before a button for longer, and is not told why nothing comes. */
const waitMaxMs = 10_000;

export const client = new Client({ headers: requestHeaders, attemptsMax: 3, waitMaxMs });

export interface Asked extends Answered {
  /** When the session ends unless it is used, by the clock of this desk. */
  readonly endsAtMs?: number;
}
type Answered = Answer<'get', '/api/v1/session'>;

/** Who is signed in; where it is somebody else than before, the page begins anew, and keeps nothing in memory. */
export async function askSession(): Promise<Asked> {
  const answer = await client.get('/api/v1/session');
  if (answer.session === null) return answer;
  const officer = officerIn(answer.session);
  if (owner !== undefined && owner !== officer) {
    location.reload();
    return new Promise(() => undefined);
  }
  owner = officer;
  const { idleSeconds } = answer.session;
  return idleSeconds === undefined ? answer : { ...answer, endsAtMs: Date.now() + idleSeconds * 1_000 };
}

/** As a form sends it: the gateway takes nothing else there. */
export async function sendForm(address: string): Promise<void> {
  const response = await fetch(address, {
    method: 'POST',
    headers: pageHeaders,
    // Where the form leads is a page, which nothing here reads.
    redirect: 'manual',
    body: new URLSearchParams(),
  });
  if (!response.ok && response.type !== 'opaqueredirect') throw await problemIn(response);
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

/** What was read is its reader's: of a session that has ended nothing stays in the page. */
export function forgetWhatWasRead(): void {
  queries.removeQueries({ predicate: ({ queryKey: [name] }) => name !== 'session' });
  queries.getMutationCache().clear();
}
