// SPDX-License-Identifier: Apache-2.0
import { describeBlocks } from './block-cases';
import { describeConflicts } from './conflict-cases';
import { unique } from './harness';
import type { Harness, Subject } from './harness';
import { describeKeyPolicies } from './key-policy-cases';
import { describePrivateData } from './private-data-cases';
import { describeState } from './state-cases';
import { describeTransactions } from './transaction-cases';

/** How long the slowest ledger takes to start. */
const startTimeoutMs = 300_000;
/** Timeout of one test: some commit several blocks in sequence. */
const testTimeoutMs = 120_000;

export { type Harness } from './harness';

/**
 * What every ledger port must do, whichever adapter implements it.
 *
 * @param makeHarness starts, or connects to, a ledger that runs the probe chaincode
 */
export function describeLedger(name: string, makeHarness: () => Promise<Harness>): void {
  jest.setTimeout(testTimeoutMs);
  describe(`ledger port: ${name}`, () => {
    const run = unique();
    let harness: Harness | undefined;
    const subject: Subject = {
      harness: () => {
        if (harness === undefined) throw new Error('the ledger has not started');
        return harness;
      },
      key: (part) => `${run}-${unique()}-${part}`,
    };

    beforeAll(async () => {
      harness = await makeHarness();
    }, startTimeoutMs);

    afterAll(async () => {
      await harness?.close();
    }, startTimeoutMs);

    describeTransactions(subject);
    describeState(subject);
    describeConflicts(subject);
    describeBlocks(subject);
    describePrivateData(subject);
    describeKeyPolicies(subject);
  });
}
