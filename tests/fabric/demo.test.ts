// SPDX-License-Identifier: Apache-2.0
import { departments, licenceTypes, officers } from '@guidang/chaincode/sample';
import { describeFabric } from './fabric-available';
import { faultCases } from './fault-cases';
import { fsckCases } from './fsck-cases';
import { logCases } from './log-cases';
import { lyingGatewayCases } from './lying-gateway-cases';
import { officerCases } from './officer-cases';
import { outageCases } from './outage-cases';
import { pageCases } from './page-cases';
import { privacyCases } from './privacy-cases';
import { readerCases } from './reader-cases';
import { releaseCases } from './release-cases';
import { startRunningNetwork } from './running-network';
import type { RunningNetwork } from './running-network';

const startMs = 1_200_000;
const testMs = 240_000;
const demoMs = 300_000;
const portsOffset = 10_000;
jest.setTimeout(testMs);

/** One network for all tests, since it is slow to start. The first demo fills its ledger. */
describeFabric('the demo on a network of four organisations', () => {
  let running: RunningNetwork;

  beforeAll(async () => {
    running = await startRunningNetwork(portsOffset, { east: 1 });
  }, startMs);

  afterAll(() => running.remove(), testMs);

  it(
    'passes',
    async () => {
      await expect(running.playDemo('estate')).resolves.toBe('demo passed');
    },
    demoMs,
  );

  // Each department opens the files of its part at its own gateway, to which they came from the window's.
  outageCases(() => running);

  // Before the blocks are searched for what is personal: the pages' cases are among them.
  pageCases(() => running);

  privacyCases(() => running);

  // After the purges, which this one's people are not part of.
  it(
    'passes for a second joint matter, of which one part is refused',
    async () => {
      await expect(running.playDemo('newborn')).resolves.toBe('demo passed');
    },
    demoMs,
  );

  officerCases(() => running);
  lyingGatewayCases(() => running);
  releaseCases(() => running);
  readerCases(() => running);
  faultCases(() => running);

  it('goes on under a new version of the chaincode, with all that was there', async () => {
    const reader = await running.as(officers.westVerifier);
    const ofAnother = `issuer=${departments.eastLand.code}&purpose=audit&basis=archives-law:28`;
    const path = `/api/v1/licences?type=${licenceTypes.realEstate}&limit=100&${ofAnother}`;
    const before = await reader.get<{ items: readonly object[] }>(path);
    expect(before.items).not.toEqual([]);
    await expect(running.network.upgrade()).resolves.toMatchObject({ sequence: 2 });
    await expect(reader.get(path)).resolves.toEqual(before);
    await expect(running.playDemo('estate')).resolves.toBe('demo passed');
  });

  // Of all that the tests above have left.
  describe('fsck', () => {
    fsckCases(() => running);
  });

  // Last, since at its end no gateway but one is ready.
  describe('the log', () => {
    logCases(() => running);
  });
});
