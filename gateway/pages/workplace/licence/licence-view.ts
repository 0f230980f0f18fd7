// SPDX-License-Identifier: Apache-2.0
import type { Answer } from '@guidang/client';
import { attributesInWords } from '../../src/words/attribute-words';
import { pageWords } from '../../src/words/page-words';
import type { Session } from '../shell/api';
import type { LicenceType } from '../shell/licence-types';

export type LicenceVerdict = Answer<'get', '/api/v1/licences/{identifier}/verification'>;
export type LicenceUse = Answer<'get', '/api/v1/licences/{identifier}'>;

/** The whole of a verdict, as the public page says it. */
export const validityWords = { good: pageWords.good, bad: pageWords.bad, unknown: pageWords.unknown };

const historyRoles: readonly Session['roles'][number][] = ['auditor', 'archivist', 'registrar', 'decider'];

/** Who may read what has happened to a licence (docs/authority.md). */
export function mayReadHistory({ roles }: Pick<Session, 'roles'>): boolean {
  return roles.some((role) => historyRoles.includes(role));
}

type Licence = LicenceUse['licence'];

/** From when to when it counts; without an end, until it is ended. */
export function validityOf({ validFrom, validUntil }: Pick<Licence, 'validFrom' | 'validUntil'>): string {
  return `${validFrom} – ${validUntil ?? ''}`.trimEnd();
}

/** What a licence says besides its period, by the names that its type gives. */
export function attributesOf(
  { type, attributes }: Pick<Licence, 'type' | 'attributes'>,
  types: readonly LicenceType[],
): ReturnType<typeof attributesInWords> {
  return attributesInWords(attributes, types.find(({ code }) => code === type)?.attributes);
}
