// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { retried, until } from '@guidang/gateway/common/until';
import { CommitError, GatewayError, StatusCode } from '@hyperledger/fabric-gateway';
import { connectClient, Network } from '@guidang/network';
import type { NetworkClient } from '@guidang/network';
import { resetAfterDeath } from '../support/after-death';
import { expectPeersAgree } from '../support/no-findings';
import { describeFabric } from './fabric-available';

const startMs = 1_200_000;
const testMs = 180_000;
/** The gRPC statuses FAILED_PRECONDITION, ABORTED and UNAVAILABLE: nothing of it is in a block. */
const notServedYet = [9, 10, 14];
const portsOffset = 12_000;
const server = 'network/samples/plain-chaincode.js';
jest.setTimeout(testMs);

describeFabric('the network of the topology file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-network-'));
  const data = join(folder, 'data');
  const load = (): Network => Network.load({ data, portsOffset: portsOffset, chaincodeServer: server });
  let network: Network;
  let isRemoved = (): unknown => undefined;

  beforeAll(async () => {
    isRemoved = resetAfterDeath(data);
    network = load();
    await network.up();
  }, startMs);

  afterAll(async () => {
    await network.reset();
    isRemoved();
    rmSync(folder, { recursive: true });
  }, testMs);

  it('commits, and every organisation reads it from its own peer', async () => {
    await put('east', 'greeting', 'hello');
    for (const { name } of network.topology.organisations) await eventually(name, 'greeting', 'hello');
  });

  it('shows every process healthy', async () => {
    const nodes = await network.status();
    expect(nodes.filter(({ problem }) => problem !== undefined)).toEqual([]);
    for (const service of ['authority', 'orderer', 'peer', 'chaincode']) {
      expect(nodes.filter(({ name }) => name.endsWith(`.${service}`))).toHaveLength(4);
    }
  });

  it("opens an orderer's administration and a peer's metrics to its organisation's certificates only", async () => {
    const { firstPort } = organisation('east');
    const admin = `https://localhost:${firstPort + 2}/participation/v1/channels`;
    const metrics = `https://localhost:${firstPort + 6}/metrics`;
    for (const url of [admin, metrics]) {
      await expect(statusOf(url, 'east')).resolves.toBe(200);
      await expect(statusOf(url, 'west')).rejects.toThrow();
    }
    await expect(statusOf(admin)).rejects.toThrow();
    await expect(statusOf(metrics)).resolves.toBe(401);
  });

  it('keeps private data among the members of its collection', async () => {
    const members = ['archivesMSP', 'eastMSP', 'westMSP'];
    await using('archives', async ({ contract }) => {
      await contract.submit('putPrivate', {
        arguments: ['persons', 'p1'],
        transientData: { value: '张三' },
        endorsingOrganizations: members,
      });
    });
    const read = (name: string): Promise<string> =>
      using(name, async ({ contract }) =>
        Buffer.from(await contract.evaluateTransaction('getPrivate', 'persons', 'p1')).toString(),
      );
    await expect(read('archives')).resolves.toBe('张三');
    await expect(read('audit')).rejects.toThrow();
  });

  it('continues where it was after kill -9 of everything', async () => {
    await put('west', 'survivor', 'still here');
    for (const { name } of await network.status()) await network.kill(name);
    expect((await network.status()).every(({ pid }) => pid === undefined)).toBe(true);
    network = load();
    await network.up();
    await eventually('audit', 'survivor', 'still here');
    await put('audit', 'after', 'the crash');
  });

  it("commits again after the death of the leader's orderer", async () => {
    const leader = await leaderKnown();
    const caller =
      network.topology.organisations.find(({ name }) => !leader.startsWith(`${name}.`))?.name ?? '';
    await network.kill(leader);
    await put(caller, 'without', leader);
    await network.start(leader);
    await put(caller, 'with', leader);
  });

  it('upgrades the chaincode on data that is there, while transactions go on', async () => {
    await put('east', 'before', 'version 1');
    const upgrade = new AbortController();
    const traffic = putsUntil(upgrade.signal);
    const upgraded = await network.upgrade().finally(() => {
      upgrade.abort();
    });
    const { puts, conflicts } = await traffic;
    expect(puts).toBeGreaterThan(5);
    // Every transaction reads the chaincode's definition: those in flight during the change are endorsed again.
    expect(conflicts).toBeLessThanOrEqual(1);
    expect(upgraded.sequence).toBe(2);
    await eventually('west', 'before', 'version 1');
    await put('west', 'since', 'version 2');
  });

  it('serves a second chaincode beside the first', async () => {
    await network.deploy({ name: 'second', server: server });
    await using('east', async ({ client }) => {
      const second = client.gateway.getNetwork('records').getContract('second');
      await second.submitTransaction('put', 'k', 'of the second');
      expect(Buffer.from(await second.evaluateTransaction('get', 'k')).toString()).toBe('of the second');
    });
    await eventually('east', 'k', '');
  });

  it('goes down to the last process, and up again', async () => {
    await network.down();
    expect((await network.status()).every(({ pid }) => pid === undefined)).toBe(true);
    network = load();
    await network.up();
    await eventually('archives', 'since', 'version 2');
  });

  it('leaves all peers with the same, and a world state that is what their blocks make it', () =>
    expectPeersAgree(network));

  it('takes no other topology for the data that is there', () => {
    expect(() => Network.load({ data, ordering: 'raft' })).toThrow(/another topology/);
    expect(() => Network.load({ data, portsOffset: 0 })).toThrow(/another topology/);
  });

  const organisation = (name: string) => {
    const found = network.topology.organisations.find((each) => each.name === name);
    if (found === undefined) throw new Error(name);
    return found;
  };

  const using = async <T>(
    name: string,
    work: (context: {
      client: NetworkClient;
      contract: ReturnType<ReturnType<NetworkClient['gateway']['getNetwork']>['getContract']>;
    }) => Promise<T>,
  ): Promise<T> => {
    const connection = network.connection(name);
    const client = connectClient(connection);
    try {
      const contract = client.gateway.getNetwork(connection.channel).getContract(connection.chaincode);
      return await work({ client, contract });
    } finally {
      client.close();
    }
  };

  /**
   * Peers commit a new definition at different times: until each knows that all have, their endorsements may not match,
   * or there may be too few of them. To an orderer that has just started a peer connects in a while.
   */
  const put = (name: string, key: string, value: string): Promise<Uint8Array> =>
    retried(() => using(name, ({ contract }) => contract.submitTransaction('put', key, value)), {
      mayPass: (error) => error instanceof GatewayError && notServedYet.includes(error.code),
    });

  /** Puts keys one after the other; any failure is an error, except a read conflict and what passes by itself. */
  const putsUntil = async (over: AbortSignal): Promise<{ puts: number; conflicts: number }> => {
    let [puts, conflicts] = [0, 0];
    for (; !over.aborted; puts += 1) {
      await put('east', `during-${puts}`, 'upgrade').catch((error: unknown) => {
        if (!(error instanceof CommitError) || error.code !== StatusCode.MVCC_READ_CONFLICT) throw error;
        conflicts += 1;
      });
    }
    return { puts, conflicts };
  };

  /** A peer that has just started fetches blocks first. */
  const eventually = async (name: string, key: string, value: string): Promise<void> => {
    let found = '';
    const arrived = async (): Promise<true | undefined> => {
      found = await using(name, async ({ contract }) =>
        Buffer.from(await contract.evaluateTransaction('get', key)).toString(),
      );
      return found === value || undefined;
    };
    await until(`${name} has ${key}`, arrived, { reason: () => `it has ${found}` });
  };

  const leaderKnown = (): Promise<string> => until('an orderer leads', () => network.leader());

  /** Requests from east with the certificate of an organisation, or without one. */
  const statusOf = (url: string, name?: string): Promise<number> => {
    const file = (path: string): Buffer => readFileSync(join(data, 'organisations', path));
    const client =
      name === undefined
        ? {}
        : { cert: file(`${name}/admin/tls/cert.pem`), key: file(`${name}/admin/tls/key.pem`) };
    return new Promise((resolve, reject) => {
      const outgoing = request(
        url,
        { agent: false, ca: file('east/admin/tls/ca.pem'), ...client },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      outgoing.once('error', reject);
      outgoing.end();
    });
  };
});
