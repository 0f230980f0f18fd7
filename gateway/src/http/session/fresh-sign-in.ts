// SPDX-License-Identifier: Apache-2.0
import type { CommandType } from '@guidang/chaincode/model';
import { Problem } from '../problem';
import type { Input } from '../route';

/**
 * What decides, issues, registers or approves. A command that its officer has signed with a key of his own is none: its
 * signature is as fresh as it says.
 */
const decisive: ReadonlySet<CommandType> = new Set<CommandType>([
  'case.decide',
  'licence.issue',
  'licence.register',
  'licence.renew',
  'registry.registerOfficer',
  'registry.approve',
]);

/**
 * That whoever decides with a browser has proved of late who he is, and does not sit down where somebody else went away
 * from (RFC 9470 for the session of a browser).
 * @throws {Problem} `fresh-sign-in-required`.
 */
export function demandFreshSignIn(
  { caller, config, clock }: Pick<Input<unknown, unknown, unknown>, 'caller' | 'config' | 'clock'>,
  command: CommandType,
): void {
  const { freshSignInMs } = config;
  const since = caller.session?.authenticatedAt;
  if (freshSignInMs === undefined || since === undefined || !decisive.has(command)) return;
  if (clock.nowMs() - Date.parse(since) < freshSignInMs) return;
  throw new Problem('fresh-sign-in-required', 'this decides: sign in again first');
}
