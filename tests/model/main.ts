// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
// First: it is read when contracts are loaded.
import '../../gateway/src/start/quiet-contracts';
import { embeddedVenue } from './embedded-venue';
import { CaseLedger } from './ledger';
import type { Venue } from './ledger';
import { emptyModel, setStage } from './stage';
import type { Stage } from './stage';
import { walkAtRandom } from './walks';
import type { Walked } from './walks';

const help = `npm run model -- [OPTION ...]

Walks at random through cases and joint cases: officers, departments, clocks, conflicts, repeats, withdrawals and
revocations, each given to the contract and to a model of it, which must agree after every step. A difference is printed
as the shortest walk that shows it.

  --runs COUNT   walks (default: 300)
  --fabric       on a real Fabric network of four organisations, which is started for this, instead of the embedded
                 ledger
  --seed NUMBER  the same seed gives the same walks (default: GUIDANG_SEED, else chosen and printed)
  --help         print this text

Progress is written to stderr. Exit code: 0 no difference, 1 there is one, 2 the run did not end.
`;

/** Beside the networks of the tests, and that of `npm run network`. */
const portsOffset = 6_000;
const progressMs = 10_000;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      runs: { type: 'string', default: '300' },
      fabric: { type: 'boolean', default: false },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const runs = countOf('--runs', values.runs);
  const given = values.seed ?? process.env['GUIDANG_SEED'];
  const seed = given === undefined ? randomInt(2 ** 31) : countOf('--seed', given);
  console.log(`seed ${seed}`);
  const { tally, difference } = await walked({ runs, seed, isFabric: values.fabric });
  console.log(tally.toString());
  if (difference !== undefined) console.log(difference);
  return difference === undefined ? 0 : 1;
}

async function walked(how: {
  readonly runs: number;
  readonly seed: number;
  readonly isFabric: boolean;
}): Promise<Walked> {
  if (!how.isFabric) {
    const stage = await setStage();
    return walkOn(await embeddedVenue(stage), stage, how);
  }
  // Only here: the network's code is not needed otherwise.
  const { startProbeNetwork } = await import('../fabric/probe-network.js');
  const { fabricStage, fabricVenue } = await import('./fabric-venue.js');
  const probe = await startProbeNetwork('bft', portsOffset);
  try {
    const stage = await fabricStage(probe);
    return await walkOn(await fabricVenue(probe), stage, how);
  } finally {
    await probe.remove();
  }
}

async function walkOn(
  venue: Venue,
  stage: Stage,
  { runs, seed }: { readonly runs: number; readonly seed: number },
): Promise<Walked> {
  const ledger = await CaseLedger.found(venue, stage.founding);
  let count = 0;
  const tell = (): void => {
    // More than were asked for: a difference is being made smaller.
    process.stderr.write(`${count} walks, of ${runs}, on the ${venue.name}\n`);
  };
  const progress = setInterval(tell, progressMs);
  try {
    const onWalk = (): void => {
      count += 1;
    };
    return await walkAtRandom({ stage, ledger, model: emptyModel, runs, seed, onWalk });
  } finally {
    clearInterval(progress);
    tell();
    await ledger.close();
  }
}

function countOf(option: string, text: string): number {
  const count = Number(text);
  if (!Number.isSafeInteger(count) || count < 0) throw new Error(`${option} takes a number`);
  return count;
}

main().then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
