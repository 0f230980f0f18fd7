// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import type { Connection, OrganisationEndpoints } from '@guidang/gateway/config/connection';
import type { NetworkAuthority } from './authority';
import type { Folders } from './folders';
import { membershipFiles } from './membership';
import { address } from './topology';
import type { TopologyOrganisation, Topology } from './topology';

interface Context {
  readonly topology: Topology;
  readonly folders: Folders;
  readonly authorityOf: (organisation: TopologyOrganisation) => NetworkAuthority;
}

/** The connection settings of one organisation, once its members are enrolled. */
export function connectionOf(organisation: TopologyOrganisation, context: Context): Connection {
  const { topology, folders } = context;
  const authority = context.authorityOf(organisation);
  const files = membershipFiles(folders, organisation, 'gateway');
  return {
    network: topology.network,
    channel: topology.channel,
    chaincode: topology.chaincode.name,
    ordering: topology.ordering,
    organisation: organisation.name,
    mspId: organisation.mspId,
    peerEndpoint: address(organisation, 'peer'),
    tlsRootCertificateFile: files.tlsRoot,
    identity: { certificateFile: files.certificate, keyFile: files.key },
    tls: { certificateFile: files.tlsCertificate, keyFile: files.tlsKey },
    authority: {
      url: authority.url,
      name: authority.name,
      tlsRootCertificateFile: authority.tlsRootFile,
      identityRootCertificateFile: authority.identityRootFile,
      registrar: authority.registrar,
    },
    organisations: topology.organisations.map((each) => endpointsOf(each, context)),
  };
}

function endpointsOf(organisation: TopologyOrganisation, { authorityOf }: Context): OrganisationEndpoints {
  const authority = authorityOf(organisation);
  return {
    name: organisation.name,
    mspId: organisation.mspId,
    peerEndpoint: address(organisation, 'peer'),
    ordererEndpoint: address(organisation, 'orderer'),
    gatewayUrl: `https://${address(organisation, 'gateway')}`,
    contentUrl: `https://${address(organisation, 'content')}`,
    tlsRootCertificateFile: authority.tlsRootFile,
    identityRootCertificateFile: authority.identityRootFile,
  };
}

/** The common connection profile of one organisation, for Fabric's older clients (fabric-network). */
export function connectionProfile(connection: Connection): object {
  const timeout = { peer: { endorser: '30' }, orderer: '30' };
  const pem = (file: string): { pem: string } => ({ pem: readFileSync(file, 'utf8') });
  const { organisations, authority } = connection;
  return {
    name: connection.network,
    version: '1.0.0',
    client: { organization: connection.organisation, connection: { timeout } },
    organizations: Object.fromEntries(
      organisations.map((each) => [
        each.name,
        {
          mspid: each.mspId,
          peers: [`${each.name}.peer`],
          certificateAuthorities: [`${each.name}.authority`],
        },
      ]),
    ),
    peers: Object.fromEntries(
      organisations.map((each) => [
        `${each.name}.peer`,
        { url: `grpcs://${each.peerEndpoint}`, tlsCACerts: pem(each.tlsRootCertificateFile) },
      ]),
    ),
    orderers: Object.fromEntries(
      organisations.map((each) => [
        `${each.name}.orderer`,
        { url: `grpcs://${each.ordererEndpoint}`, tlsCACerts: pem(each.tlsRootCertificateFile) },
      ]),
    ),
    certificateAuthorities: {
      [`${connection.organisation}.authority`]: {
        url: authority.url,
        caName: authority.name,
        tlsCACerts: pem(authority.tlsRootCertificateFile),
      },
    },
  };
}
