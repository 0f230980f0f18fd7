// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'react';
import type { Session } from './api';

/** Who is signed in, as the header `Guidang-Officer` says it. */
export const OfficerContext = createContext('');

export function officerIn({ organisation, officer }: Pick<Session, 'organisation' | 'officer'>): string {
  return `${organisation}/${officer}`;
}
