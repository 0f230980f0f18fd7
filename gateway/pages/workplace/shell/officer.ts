// SPDX-License-Identifier: Apache-2.0
import { createContext } from 'react';

/** Who is signed in, as the header `Guidang-Officer` says it. */
export const OfficerContext = createContext('');

export function officerIn({
  organisation,
  officer,
}: {
  readonly organisation: string;
  readonly officer: string;
}): string {
  return `${organisation}/${officer}`;
}
