// SPDX-License-Identifier: Apache-2.0
import { LedgerError } from '../../gateway/src/ledger/ledger-error';
import {
  call,
  commit,
  evaluateFrom,
  eventually,
  organisationNames,
  portOf,
  prepare,
} from '../conformance/harness';
import { allButTheDate } from '../../gateway/src/testing/fake-date';
import { describeLedger } from '../conformance/ledger-conformance';
import type { Harness } from '../conformance/ledger-conformance';
import { expectPeersAgree } from '../support/no-findings';
import { caseModelCases } from './case-model-cases';
import { describeFabric } from './fabric-available';
import { outboxCases } from './outbox-cases';
import { policyCases } from './policy-cases';
import { startProbeNetwork } from './probe-network';
import type { ProbeNetwork } from './probe-network';

const startMs = 300_000;
const testMs = 120_000;
/** The orderers that are left first agree on a new leader, which takes them a while on a machine that is busy. */
const newLeaderMs = 120_000;
jest.setTimeout(testMs);

describeFabric('a channel with BFT ordering', () => {
  let probe: ProbeNetwork;

  beforeAll(async () => {
    probe = await startProbeNetwork('bft', 0);
  }, startMs);

  afterAll(async () => {
    await expectPeersAgree(probe.network);
    await probe.remove();
  }, startMs);

  const connect = (): Promise<Harness> => {
    const [archives, east, west, audit] = [
      probe.gatewayLedger('archives'),
      probe.gatewayLedger('east'),
      probe.gatewayLedger('west'),
      probe.gatewayLedger('audit'),
    ];
    return Promise.resolve({
      ports: { archives, east, west, audit },
      supports: { privateData: true, chosenEndorsers: true, keyPolicyPlanning: true },
      close: async () => {
        await Promise.all([archives, east, west, audit].map((ledger) => ledger.close()));
      },
    });
  };

  describeLedger('fabric-gateway on BFT', connect);

  describe('fabric-network', () => {
    it('refuses it, and says which adapter to use', async () => {
      const refused = { code: 'network-unsupported', retry: 'none' };
      await expect(probe.networkLedger('east')).rejects.toMatchObject(refused);
      await expect(probe.networkLedger('east')).rejects.toThrow(/BFT.*fabric-gateway/su);
    });
  });

  describe('fabric-gateway', () => {
    let harness: Harness;

    beforeAll(async () => {
      harness = await connect();
    });

    afterAll(async () => {
      await harness.close();
    });

    it('decodes the same blocks from the peers of all organisations', async () => {
      const { block } = await commit(harness.ports.archives, call('put', 'everywhere', 'v'));
      const chains = await Promise.all(
        organisationNames.map(async (organisation) => {
          const blocks = [];
          for await (const each of portOf(harness, organisation).blocks(0)) {
            blocks.push(each);
            if (each.number === block) break;
          }
          return blocks;
        }),
      );
      for (const chain of chains) expect(chain).toEqual(chains[0]);
    });

    it("says when the client's clock is off", async () => {
      const anHourAhead = Date.now() + 3_600_000;
      jest.useFakeTimers({
        now: anHourAhead,
        doNotFake: allButTheDate,
      });
      try {
        await expect(harness.ports.archives.prepare(call('put', 'late', 'v'))).rejects.toMatchObject({
          code: 'clock-skew',
        });
      } finally {
        jest.useRealTimers();
      }
    });

    it('follows the blocks across a crash of its peer, without a gap', async () => {
      const failures: number[] = [];
      const east = probe.gatewayLedger('east', {
        onStreamFailure: (_, next) => {
          failures.push(next);
        },
      });
      const first = await commit(harness.ports.archives, call('put', 'before', 'v'));
      const iterator = east.blocks(first.block)[Symbol.asyncIterator]();
      await expect(iterator.next()).resolves.toMatchObject({ value: { number: first.block } });
      const following = iterator.next();
      await probe.network.kill('east.peer');
      const second = await commit(harness.ports.archives, call('put', 'meanwhile', 'v'));
      await probe.network.start('east.peer');
      await expect(following).resolves.toMatchObject({ value: { number: first.block + 1 } });
      expect(failures).toContain(first.block + 1);
      await evaluateFrom(east, second.block, call('get', 'meanwhile'));
      await iterator.return?.();
      await east.close();
    });

    it('says that endorsers are missing while two of four peers are stopped, and works again afterwards', async () => {
      await probe.network.stop('west.peer');
      await probe.network.stop('audit.peer');
      const failure = await harness.ports.archives
        .prepare(call('put', 'k', 'v'))
        .catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(LedgerError);
      expect(failure).toMatchObject({ code: 'endorser-unavailable', retry: 'new' });
      await probe.network.start('west.peer');
      await probe.network.start('audit.peer');
      await expect(
        settled(() => commit(harness.ports.archives, call('put', 'k', 'v'))),
      ).resolves.toMatchObject({
        code: 'VALID',
      });
    });

    it('says that its own peer is down', async () => {
      await probe.network.stop('east.peer');
      const east = probe.gatewayLedger('east');
      await expect(east.prepare(call('put', 'k', 'v'))).rejects.toMatchObject({
        code: 'endorser-unavailable',
        retry: 'new',
      });
      await expect(east.status('0'.repeat(64), { timeoutMs: 1_000 })).rejects.toMatchObject({
        retry: 'unknown',
      });
      await east.close();
      await expect(east.height()).rejects.toMatchObject({ code: 'ledger-closed' });
      await probe.network.start('east.peer');
      const again = probe.gatewayLedger('east');
      await settled(() => again.height());
      await again.close();
    });

    it(
      'commits with any one orderer stopped',
      async () => {
        for (const organisation of organisationNames) {
          await probe.network.stop(`${organisation}.orderer`);
          try {
            // Peers stopped by an earlier test may not have rediscovered each other yet.
            const prepared = await prepare(harness.ports.archives, call('put', organisation, 'v'));
            await settled(() => harness.ports.archives.send(prepared.bytes));
            await expect(
              harness.ports.archives.status(prepared.transactionId, { timeoutMs: newLeaderMs }),
            ).resolves.toMatchObject({ code: 'VALID' });
          } finally {
            await probe.network.start(`${organisation}.orderer`);
          }
        }
      },
      organisationNames.length * newLeaderMs,
    );
  });

  describe('the contracts, beside the model of cases', () => {
    caseModelCases(() => probe);
  });

  describe('the outbox', () => {
    outboxCases(() => probe);
  });

  describe('a key that east owns: east and two of the other three', () => {
    policyCases(() => probe);
  });
});

/** Restarted peers and orderers need a while to find each other. */
function settled<T>(task: () => Promise<T>): Promise<T> {
  return eventually(task, (error) => error instanceof LedgerError && error.retry !== 'none');
}
