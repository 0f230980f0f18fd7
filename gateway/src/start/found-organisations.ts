// SPDX-License-Identifier: Apache-2.0
import { BackOff } from '../common/back-off';
import { foundOrganisation } from '../application/registry/found';
import type { Access } from '../application/gateway-context';
import type { BackedOrganisation } from './backing';

const backOffLimits = { firstMs: 200, maximumMs: 10_000 };

/**
 * Enters the organisations that this gateway acts for into the ledger's registry, as often as it takes: at a first
 * start the rest of the network may not be there yet.
 * @param onFailure told of each failed attempt.
 */
export async function foundOrganisations(
  organisations: readonly BackedOrganisation[],
  access: Access,
  onFailure: (organisation: string, error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  const backOff = new BackOff(backOffLimits);
  for (const { founding, authority, logKeys } of organisations) {
    while (!signal.aborted) {
      try {
        await foundOrganisation(founding, authority, access, logKeys);
        break;
      } catch (error) {
        onFailure(founding.id, error);
        await backOff.wait(signal);
      }
    }
  }
}
