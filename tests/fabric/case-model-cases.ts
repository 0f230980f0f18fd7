// SPDX-License-Identifier: Apache-2.0
import { fabricStage, fabricVenue } from '../model/fabric-venue';
import { CaseLedger } from '../model/ledger';
import { emptyModel } from '../model/stage';
import { walkAtRandom } from '../model/walks';
import type { ProbeNetwork } from './probe-network';

const walks = 10;
const walksMs = 300_000;

/** Last of all: the peers take any time afterwards. */
export function caseModelCases(probe: () => ProbeNetwork): void {
  it(
    'does to cases and joint cases what the model says',
    async () => {
      const stage = await fabricStage(probe());
      const ledger = await CaseLedger.found(await fabricVenue(probe()), stage.founding);
      try {
        const seed = Number(process.env['GUIDANG_SEED'] ?? 1);
        const { difference, tally } = await walkAtRandom({
          stage,
          ledger,
          model: emptyModel,
          runs: walks,
          seed,
        });
        expect(difference).toBeUndefined();
        expect(tally.walks).toBe(walks);
      } finally {
        await ledger.close();
      }
    },
    walksMs,
  );
}
