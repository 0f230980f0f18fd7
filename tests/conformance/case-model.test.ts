// SPDX-License-Identifier: Apache-2.0
import { randomInt } from 'node:crypto';
import type { Model } from '../model/case-model';
import { embeddedVenue } from '../model/embedded-venue';
import { CaseLedger } from '../model/ledger';
import { emptyModel, setStage } from '../model/stage';
import type { Stage } from '../model/stage';
import { walkAtRandom } from '../model/walks';
import type { Walked } from '../model/walks';

/** A number, so that a slow machine walks as far; `npm run model` walks further. */
const walks = 300;
jest.setTimeout(1_800_000);

describe('the contract, beside the model of cases', () => {
  let stage: Stage;
  let ledger: CaseLedger;

  beforeAll(async () => {
    stage = await setStage();
    ledger = await CaseLedger.found(await embeddedVenue(stage), stage.founding);
  });

  afterAll(() => ledger.close());

  const walk = (model: Model, runs: number): Promise<Walked> =>
    walkAtRandom({
      stage,
      ledger,
      model,
      runs,
      seed: Number(process.env['GUIDANG_SEED'] ?? randomInt(2 ** 31)),
    });

  it('does to cases and joint cases what the model says', async () => {
    const { tally, difference } = await walk(emptyModel, walks);
    expect(difference).toBeUndefined();
    expect(tally.walks).toBe(walks);
    // They have gone somewhere.
    for (const what of [
      'open',
      'transition',
      'decide',
      'add',
      'answer',
      'report',
      'deliver',
      'revoke',
      'discredit',
      'repair',
    ]) {
      expect(tally.counts.get(`${what} done`)).toBeGreaterThan(0);
    }
  });

  it('is found to be another than a model that is wrong, with the steps that show it', async () => {
    const { difference } = await walk({ ...emptyModel, issuers: {} }, walks);
    expect(difference).toMatch(/^1\. .* opens /);
    expect(difference).toContain('authority-missing');
  });
});
