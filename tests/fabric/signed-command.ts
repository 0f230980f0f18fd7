// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { signCommand } from '../../gateway/src/identity';
import type { SigningIdentity } from '../../gateway/src/identity';
import type { RunningNetwork } from './running-network';

type Said = Pick<Parameters<typeof signCommand>[1], 'type' | 'role' | 'body'>;

/** A command that no gateway has signed: with a key that its officer holds, or that somebody has stolen. */
export function signedAlone(
  { network: running }: Pick<RunningNetwork, 'network'>,
  identity: SigningIdentity,
  said: Said,
): string {
  const { network, channel } = running.connection('east');
  const id = randomUUID().replaceAll('-', '');
  return signCommand(identity, { network, channel, id, issuedAt: new Date().toISOString(), ...said });
}
