// SPDX-License-Identifier: Apache-2.0
import { LedgerPosition } from '../api-client';
import { networkVenue } from './network-venue';
import { seed } from './seed';
import { Stage } from './stage';
import { storiesNamed } from './stories';
import type { Stopping } from './stopped-gateway';
import { embeddedVenue } from './venue';

interface Performance {
  /** The demos to play, in this order; all of them where none is named. */
  readonly names: readonly string[];
  /** Runs on the running network, or else on the embedded default. */
  readonly network: boolean;
  /** The network's data folder. */
  readonly data: string | undefined;
  /** How long an act waits for an organisation of the network that is down. */
  readonly waitMs: number;
  /** What to do with the embedded default's gateway at the very end. */
  readonly stopping: Stopping;
}

/** Plays demos, one after another. @throws {Error} at the first deviation. */
export async function perform({ names, network, data, waitMs, stopping }: Performance): Promise<void> {
  const stories = storiesNamed(names);
  const position = new LedgerPosition();
  const venue = network
    ? { ...(await networkVenue(data, position)), waitMs }
    : embeddedVenue(process.env, position);
  console.log(`the demo plays on ${venue.name}`);
  if (!venue.seeded) await seed(venue.signIn, venue.present);
  for (const [index, { title, tell }] of stories.entries()) {
    console.log(`\n${title}`);
    const isLast = index === stories.length - 1;
    await tell(new Stage(venue, isLast ? stopping : 'hold'));
  }
}
