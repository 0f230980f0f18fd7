// SPDX-License-Identifier: Apache-2.0
import type { Folders } from './folders';
import { membershipFiles, organisationMsp } from './membership';
import { address, port } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

export const profile = 'Guidang';

/**
 * SmartBFT's timeouts. A follower without a heartbeat for 3 s asks for a new leader, and the view changes within about
 * another second, so that commits resume well within 10 s of a leader's crash. A leader that is alive but orders
 * nothing is detected after RequestForwardTimeout + RequestComplainTimeout. Lower values would replace a leader that is
 * only slow (docs/network.md has the measurement).
 */
const smartBft = {
  RequestForwardTimeout: '2s',
  RequestComplainTimeout: '6s',
  RequestAutoRemoveTimeout: '3m0s',
  ViewChangeResendInterval: '1s',
  ViewChangeTimeout: '5s',
  LeaderHeartbeatTimeout: '3s',
  LeaderHeartbeatCount: 10,
  CollectTimeout: '1s',
  IncomingMessageBufferSize: 200,
  RequestPoolSize: 100000,
};

/** Raft starts an election after 2 to 4 s without a leader. */
const raftOptions = {
  TickInterval: '250ms',
  ElectionTick: 8,
  HeartbeatTick: 1,
  MaxInflightBlocks: 5,
  SnapshotIntervalSize: '16 MB',
};

function implicit(rule: string): object {
  return { Type: 'ImplicitMeta', Rule: rule };
}
function signature(rule: string): object {
  return { Type: 'Signature', Rule: rule };
}

/** The channel configuration as configtxgen reads it (configtx.yaml). */
export function channelConfiguration(topology: Topology, folders: Folders): object {
  const organisations = topology.organisations.map((each) => organisationGroup(each, folders));
  const { interval, messagesMax, preferredBytes } = topology.blocks;
  return {
    Profiles: {
      [profile]: {
        Policies: standardPolicies,
        Capabilities: { V3_0: true },
        Orderer: {
          ...ordererGroup(topology, folders),
          BatchTimeout: interval,
          BatchSize: {
            MaxMessageCount: messagesMax,
            AbsoluteMaxBytes: '10 MB',
            PreferredMaxBytes: preferredBytes,
          },
          Organizations: organisations,
          Policies: { ...standardPolicies, BlockValidation: implicit('ANY Writers') },
          Capabilities: { V2_0: true },
        },
        Application: {
          Organizations: organisations,
          Policies: {
            ...standardPolicies,
            LifecycleEndorsement: implicit('MAJORITY Endorsement'),
            Endorsement: implicit('MAJORITY Endorsement'),
          },
          Capabilities: { V2_5: true },
        },
      },
    },
  };
}

const standardPolicies = {
  Readers: implicit('ANY Readers'),
  Writers: implicit('ANY Writers'),
  Admins: implicit('MAJORITY Admins'),
};

function organisationGroup(organisation: TopologyOrganisation, folders: Folders): object {
  const id = organisation.mspId;
  return {
    Name: id,
    ID: id,
    MSPDir: organisationMsp(folders, organisation),
    Policies: {
      Readers: signature(`OR('${id}.member')`),
      Writers: signature(`OR('${id}.member')`),
      Admins: signature(`OR('${id}.admin')`),
      Endorsement: signature(`OR('${id}.peer')`),
    },
    OrdererEndpoints: [address(organisation, 'orderer')],
    // Without anchor peers, organisations do not discover each other: no endorsement plans, no private data.
    AnchorPeers: [{ Host: organisation.host, Port: port(organisation, 'peer') }],
  };
}

function ordererGroup(topology: Topology, folders: Folders): object {
  const consenters = topology.organisations.map((organisation, index) => {
    const { certificate, tlsCertificate } = membershipFiles(folders, organisation, 'orderer');
    return {
      place: {
        Host: organisation.host,
        Port: port(organisation, 'orderer'),
        ClientTLSCert: tlsCertificate,
        ServerTLSCert: tlsCertificate,
      },
      member: { ID: index + 1, MSPID: organisation.mspId, Identity: certificate },
    };
  });
  switch (topology.ordering) {
    case 'bft':
      return {
        OrdererType: 'BFT',
        // BatchTimeout is not used in BFT.
        SmartBFT: { RequestBatchMaxInterval: topology.blocks.interval, ...smartBft },
        ConsenterMapping: consenters.map(({ place, member }) => ({ ...member, ...place })),
      };
    case 'raft':
      return {
        OrdererType: 'etcdraft',
        EtcdRaft: { Options: raftOptions, Consenters: consenters.map(({ place }) => place) },
      };
  }
}
