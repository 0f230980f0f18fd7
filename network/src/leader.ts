// SPDX-License-Identifier: Apache-2.0
import type { Folders } from './folders';
import { ask } from './http';
import { membershipFiles } from './membership';
import { address } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

/**
 * The organisation whose orderer leads the channel, according to the orderers that answer; undefined during an
 * election. Read from their metrics, which require a client certificate of the organisation.
 */
export async function leadingOrganisation(
  topology: Topology,
  folders: Folders,
): Promise<TopologyOrganisation | undefined> {
  const votes = await Promise.all(
    topology.organisations.map(async (organisation, index) => {
      const metrics = await metricsOf(organisation, folders).catch(() => '');
      return topology.ordering === 'bft' ? smartBftLeader(metrics) : raftLeader(metrics, index);
    }),
  );
  const seen = votes.filter((vote) => vote !== undefined);
  const most = seen.sort((a, b) => count(seen, b) - count(seen, a))[0];
  return most === undefined ? undefined : topology.organisations[most];
}

/** Consenter ids start at 1, in the order of the topology. */
function smartBftLeader(metrics: string): number | undefined {
  const value = /^consensus_BFT_leader_id\{[^}]*\} (\d+)$/m.exec(metrics)?.[1];
  return value === undefined || value === '0' ? undefined : Number(value) - 1;
}

function raftLeader(metrics: string, index: number): number | undefined {
  return /^consensus_etcdraft_is_leader\{[^}]*\} 1$/m.test(metrics) ? index : undefined;
}

function count(values: readonly number[], value: number): number {
  return values.filter((each) => each === value).length;
}

async function metricsOf(organisation: TopologyOrganisation, folders: Folders): Promise<string> {
  const { tlsRoot, tlsCertificate, tlsKey } = membershipFiles(folders, organisation, 'admin');
  const { body } = await ask(`https://${address(organisation, 'ordererOperations')}/metrics`, {
    timeoutMs: 2000,
    trustFile: tlsRoot,
    client: { certificateFile: tlsCertificate, keyFile: tlsKey },
  });
  return body;
}
