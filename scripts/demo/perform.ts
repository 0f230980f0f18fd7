// SPDX-License-Identifier: Apache-2.0
import { LedgerPosition } from '../api-client';
import { networkVenue } from './network-venue';
import { seed } from './seed';
import { Stage } from './stage';
import { tell } from './story';
import type { Stopping } from './stopped-gateway';
import { embeddedVenue } from './venue';

interface Performance {
  /** Runs on the running network, or else on the embedded default. */
  readonly network: boolean;
  /** The network's data folder. */
  readonly data: string | undefined;
  /** What to do with the embedded default's gateway at the end. */
  readonly stopping: Stopping;
}

/** Runs the demo once. @throws {Error} at the first deviation. */
export async function perform({ network, data, stopping }: Performance): Promise<void> {
  const position = new LedgerPosition();
  const venue = network ? await networkVenue(data, position) : embeddedVenue(process.env, position, stopping);
  console.log(`the demo plays on ${venue.name}`);
  if (!venue.seeded) await seed(venue.signIn, venue.present);
  await tell(new Stage(venue));
}
