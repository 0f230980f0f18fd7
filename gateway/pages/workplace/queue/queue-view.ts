// SPDX-License-Identifier: Apache-2.0
import type { Answer, Call } from '@guidang/client';
import type { Bilingual } from '../../src/words';
import { roleWords } from '../../src/words/role-words';
import { daysLeftWords, workplaceWords } from '../words/workplace-words';

export type QueueRow = Answer<'get', '/api/v1/cases'>['items'][number];
type CaseState = QueueRow['state'];
type Due = NonNullable<QueueRow['due']>;

/** Which cases somebody looks at: in the address, so that it can be reloaded, kept and sent on. */
export interface QueueView {
  readonly show: Show;
  readonly state?: CaseState | undefined;
  readonly matter?: string | undefined;
}

export const shows = ['mine', 'waiting', 'late', 'all'] as const;
export type Show = (typeof shows)[number];

export const caseStates = [
  'submitted',
  'supplement',
  'accepted',
  'review',
  'paused',
  'granted',
  'registered',
  'closed',
  'refused',
  'not-accepted',
  'withdrawn',
  'terminated',
] as const satisfies readonly CaseState[];

/** What an address asks for; what nobody knows is left out. */
export function viewFrom(search: string): QueueView {
  const asked = new URLSearchParams(search);
  const matter = asked.get('matter') ?? '';
  return {
    show: shows.find((show) => show === asked.get('show')) ?? 'mine',
    state: caseStates.find((state) => state === asked.get('state')),
    matter: matter === '' ? undefined : matter,
  };
}

export function addressOf({ show, state, matter }: QueueView): string {
  const query = new URLSearchParams();
  if (show !== 'mine') query.set('show', show);
  if (state !== undefined) query.set('state', state);
  if (matter !== undefined) query.set('matter', matter);
  return query.size === 0 ? '/app' : `/app?${query.toString()}`;
}

/** What the API is asked for: open cases by what is due first, all of them by what came last. */
export function queryOf({ show, state, matter }: QueueView): ListQuery {
  return {
    ...(show === 'all' ? { order: 'opened' as const } : { order: 'due' as const, [show]: true }),
    ...(state === undefined ? {} : { state }),
    ...(matter === undefined ? {} : { matter }),
    limit: 50,
  };
}

type ListQuery = NonNullable<Call<'get', '/api/v1/cases'>['query']>;

/** The limit that a case is under, and what its colour means: never by colour alone. */
export function dueWords(due: Due | undefined): {
  readonly tone: 'bad' | 'unknown' | 'none';
  readonly text: Bilingual;
} {
  if (due === undefined) return { tone: 'none', text: workplaceWords.noLimit };
  const { lastDay, daysLeft, paused, provisional } = due;
  if (paused || lastDay === undefined) return { tone: 'none', text: workplaceWords.stands };
  const left = daysLeft === undefined ? { en: '', zh: '' } : daysLeftWords(daysLeft);
  const mark = provisional ? workplaceWords.provisional : undefined;
  return {
    tone: provisional || daysLeft === undefined ? 'none' : toneOf(daysLeft),
    text: { en: joined(left.en, lastDay, mark?.en), zh: joined(left.zh, lastDay, mark?.zh) },
  };
}

const soonDays = 1;

function toneOf(daysLeft: number): 'bad' | 'unknown' | 'none' {
  if (daysLeft < 0) return 'bad';
  return daysLeft <= soonDays ? 'unknown' : 'none';
}

function joined(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part !== undefined && part !== '').join(' · ');
}

/** Whom a case waits for. */
export function waitsForWords(waitsFor: QueueRow['waitsFor']): Bilingual {
  if (waitsFor === undefined) return workplaceWords.nobody;
  if (waitsFor.who === 'applicant') return workplaceWords.applicantParty;
  const words = waitsFor.roles.map((role) => roleWords[role].name);
  return { en: words.map(({ en }) => en).join(', '), zh: words.map(({ zh }) => zh).join('、') };
}

/** The department's own number of a case, which stands behind its code. */
export function numberOf(id: string): string {
  return id.slice(id.indexOf('.') + 1);
}
