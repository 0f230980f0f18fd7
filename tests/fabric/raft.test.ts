// SPDX-License-Identifier: Apache-2.0
import { call, commit } from '../conformance/harness';
import { describeLedger } from '../conformance/ledger-conformance';
import type { Harness } from '../conformance/ledger-conformance';
import { expectPeersAgree } from '../support/no-findings';
import { describeFabric } from './fabric-available';
import { startProbeNetwork } from './probe-network';
import type { ProbeNetwork } from './probe-network';

const startMs = 300_000;
const testMs = 90_000;
const portsOffset = 1_000;
jest.setTimeout(testMs);

describeFabric('a channel with Raft ordering', () => {
  let probe: ProbeNetwork;

  beforeAll(async () => {
    probe = await startProbeNetwork('raft', portsOffset);
  }, startMs);

  afterAll(async () => {
    await expectPeersAgree(probe.network);
    await probe.remove();
  }, startMs);

  describeLedger('fabric-gateway on Raft', (): Promise<Harness> => {
    const [archives, audit] = [probe.gatewayLedger('archives'), probe.gatewayLedger('audit')];
    return Promise.resolve({
      ports: { archives, audit },
      supports: { privateData: true, chosenEndorsers: true, keyPolicyPlanning: true },
      close: async () => {
        await Promise.all([archives.close(), audit.close()]);
      },
    });
  });

  describeLedger('fabric-network on Raft', async (): Promise<Harness> => {
    const [archives, audit] = [await probe.networkLedger('archives'), await probe.networkLedger('audit')];
    return {
      ports: { archives, audit },
      // The library plans from the chaincode's policy alone, so private data needs its endorsers named.
      supports: { privateData: false, chosenEndorsers: true, keyPolicyPlanning: false },
      close: async () => {
        await Promise.all([archives.close(), audit.close()]);
      },
    };
  });

  describe('both adapters', () => {
    it('give the same blocks', async () => {
      const [modern, older] = [probe.gatewayLedger('east'), await probe.networkLedger('east')];
      const { block } = await commit(older, call('put', 'both', 'v'));
      const read = async (ledger: typeof modern | typeof older) => {
        const blocks = [];
        for await (const each of ledger.blocks(0)) {
          blocks.push(each);
          if (each.number === block) break;
        }
        return blocks;
      };
      expect(await read(older)).toEqual(await read(modern));
      await Promise.all([modern.close(), older.close()]);
    });
  });

  describe('fabric-network', () => {
    it('writes private data when its members are named as endorsers', async () => {
      const east = await probe.networkLedger('east');
      const invocation = {
        ...call('putPrivate', 'probe', 'person'),
        transient: { value: Buffer.from('张三') },
        endorsers: ['archives', 'east', 'west'],
      };
      await commit(east, invocation);
      await expect(east.evaluate(call('getPrivate', 'probe', 'person'))).resolves.toBe('张三');
      await east.close();
    });

    it('follows the blocks across a crash of its peer, without a gap', async () => {
      const archives = probe.gatewayLedger('archives');
      const east = await probe.networkLedger('east');
      const first = await commit(archives, call('put', 'before', 'v'));
      const iterator = east.blocks(first.block)[Symbol.asyncIterator]();
      await expect(iterator.next()).resolves.toMatchObject({ value: { number: first.block } });
      const following = iterator.next();
      await probe.network.kill('east.peer');
      await commit(archives, call('put', 'meanwhile', 'v'));
      await probe.network.start('east.peer');
      await expect(following).resolves.toMatchObject({ value: { number: first.block + 1 } });
      await iterator.return?.();
      await Promise.all([archives.close(), east.close()]);
    });

    it('commits with one orderer stopped', async () => {
      const east = await probe.networkLedger('east');
      await probe.network.stop('west.orderer');
      await commit(east, call('put', 'without-west', 'v'));
      await probe.network.start('west.orderer');
      await east.close();
      await expect(east.evaluate(call('get', 'x'))).rejects.toMatchObject({ code: 'ledger-closed' });
    });
  });
});
