// SPDX-License-Identifier: Apache-2.0
import { firstOrganisation } from '../application/gateway-context';
import { foundOwnOrganisation } from '../application/registry/found';
import { BackOff } from '../common/back-off';
import { follow } from '../ledger/follow';
import { OutboxError } from '../outbox';
import { keepTitles } from './keep-titles';
import type { Parts } from './parts';

const backOffLimits = { firstMs: 200, maximumMs: 10_000 };

/** A running gateway's participation in the ledger. */
export interface Joined {
  /** Rejects when the projection can no longer follow the ledger; resolves when it has stopped. */
  readonly following: Promise<void>;
  /** Resolves when the organisations are in the ledger's registry. */
  readonly registered: Promise<void>;
  leave(): Promise<void>;
}

/** Follows the ledger's blocks, keeps the titles by them, and registers the organisations that the gateway acts for. */
export function joinLedger(parts: Parts): Joined {
  const { context, projection, logger } = parts;
  const stop = new AbortController();
  const following = follow(firstOrganisation(context).ledger, projection, stop.signal).catch(
    (error: unknown) => {
      logger.fatal({ err: error }, 'the projection stopped');
      throw error;
    },
  );
  following.catch(() => undefined);
  const keeping = keepTitles(parts, stop.signal);
  const leave = async (): Promise<void> => {
    stop.abort();
    await Promise.all([following.catch(() => undefined), keeping]);
  };
  return { following, registered: registerOrganisations(parts, stop.signal), leave };
}

function isClosing(error: unknown, signal: AbortSignal): boolean {
  return signal.aborted || (error instanceof OutboxError && error.code === 'outbox-closed');
}

/** Retries without limit: at a first start the rest of the network may not be up yet. */
async function registerOrganisations(
  { deployment, context, logger }: Parts,
  signal: AbortSignal,
): Promise<void> {
  const backOff = new BackOff(backOffLimits);
  for (const { setup, authority, logKeys } of deployment.organisations) {
    while (!signal.aborted) {
      try {
        await foundOwnOrganisation(setup, authority, context, logKeys);
        break;
      } catch (error) {
        // A start that fails closes its parts: that is no failure of its own, and the reason is said last.
        if (isClosing(error, signal)) return;
        logger.warn({ organisation: setup.id, error }, 'the organisation could not be registered yet');
        await backOff.wait(signal);
      }
    }
  }
}
