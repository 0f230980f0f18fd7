// SPDX-License-Identifier: Apache-2.0
import type { IncomingMessage } from 'node:http';
import type { Caller } from '../../application/caller';
import { Problem } from '../problem';

/**
 * A page says for whom it was drawn: in another tab somebody else may have signed in since, with the same cookie, and
 * nothing that the one has filled in or opens goes under the other's name.
 * @throws {Problem} `officer-changed`.
 */
export function demandExpectedOfficer(
  { headers }: Pick<IncomingMessage, 'headers'>,
  { organisation, officer }: Pick<Caller, 'organisation' | 'officer'>,
): void {
  const expected = headers['guidang-officer'];
  if (expected === undefined || expected === `${organisation}/${officer}`) return;
  throw new Problem('officer-changed', 'somebody else has signed in with this browser since', {
    field: 'header/guidang-officer',
  });
}
