// SPDX-License-Identifier: Apache-2.0
import type { CommandType } from '@guidang/chaincode/model';
import { Problem } from '../problem';
import type { Input } from '../route';

/** What decides, issues, registers or approves. */
const decisive: ReadonlySet<string> = new Set<CommandType>([
  'case.decide',
  'licence.issue',
  'licence.register',
  'licence.renew',
  'registry.registerOfficer',
  'registry.approve',
]);

type Signed = Pick<Input<unknown, unknown, unknown>, 'caller' | 'config' | 'clock'>;

/**
 * That whoever decides with a browser has proved of late who he is, and does not sit down where somebody else went away
 * from (RFC 9470 for the session of a browser). Whose key signs makes no difference: one in the browser is there too.
 * @throws {Problem} `fresh-sign-in-required`.
 */
export function demandFreshToDecide(signed: Signed, command: string): void {
  if (decisive.has(command)) demandFreshSignIn(signed);
}

/** @throws {Problem} `fresh-sign-in-required`. */
export function demandFreshSignIn({ caller, config, clock }: Signed): void {
  const { freshSignInMs } = config;
  const since = caller.session?.authenticatedAt;
  if (freshSignInMs === undefined || since === undefined) return;
  if (clock.nowMs() - Date.parse(since) < freshSignInMs) return;
  throw new Problem('fresh-sign-in-required', 'sign in again first, since this needs a fresh sign-in');
}
