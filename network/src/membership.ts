// SPDX-License-Identifier: Apache-2.0
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { NetworkAuthority } from './authority';
import { writeFile } from './files';
import type { Folders } from './folders';
import type { TopologyOrganisation } from './topology';

/** All holders of a TLS certificate; those marked also sign on the channel and have an MSP folder. */
const roles = [
  { role: 'orderer', signs: true },
  { role: 'peer', signs: true },
  { role: 'admin', signs: true },
  { role: 'gateway', signs: true },
  { role: 'chaincode', signs: false },
] as const;

type Role = (typeof roles)[number]['role'];

/** The files of one member of an organisation, in the folder that its process reads. */
export function membershipFiles(
  folders: Folders,
  organisation: TopologyOrganisation,
  role: Role,
): MembershipFiles {
  const folder = (...path: string[]): string => folders.organisation(organisation.name, role, ...path);
  return {
    msp: folder('msp'),
    certificate: folder('msp', 'signcerts', 'cert.pem'),
    key: folder('msp', 'keystore', 'key.pem'),
    tlsCertificate: folder('tls', 'cert.pem'),
    tlsKey: folder('tls', 'key.pem'),
    tlsRoot: folder('tls', 'ca.pem'),
  };
}

interface MembershipFiles {
  readonly msp: string;
  readonly certificate: string;
  readonly key: string;
  readonly tlsCertificate: string;
  readonly tlsKey: string;
  readonly tlsRoot: string;
}

/** The MSP folder that defines an organisation to the channel. */
export function organisationMsp(folders: Folders, organisation: TopologyOrganisation): string {
  return folders.organisation(organisation.name, 'msp');
}

/** Enrols every member of an organisation that does not have a certificate yet, all at once: they are few. */
export async function enrolOrganisation(
  organisation: TopologyOrganisation,
  authority: NetworkAuthority,
  folders: Folders,
): Promise<void> {
  writeMspDefinition(organisationMsp(folders, organisation), authority);
  await Promise.all(
    roles.map((member) =>
      enrolMember(member, membershipFiles(folders, organisation, member.role), authority),
    ),
  );
}

async function enrolMember(
  { role, signs }: (typeof roles)[number],
  files: MembershipFiles,
  authority: NetworkAuthority,
): Promise<void> {
  if (signs && !existsSync(files.certificate)) {
    const { key, certificate } = await authority.enrol('identity', role);
    writeMspDefinition(files.msp, authority);
    writeFile(files.key, key);
    // The certificate is written last: if it exists, so does the rest.
    writeFile(files.certificate, certificate, 0o644);
  }
  if (!existsSync(files.tlsCertificate)) {
    const { key, certificate } = await authority.enrol('tls', role);
    writeFile(files.tlsRoot, readFileSync(authority.tlsRootFile), 0o644);
    writeFile(files.tlsKey, key);
    writeFile(files.tlsCertificate, certificate, 0o644);
  }
}

/**
 * Writes the root certificates, and the NodeOUs rule: the organisational unit of a certificate determines the member's
 * type.
 */
function writeMspDefinition(folder: string, authority: NetworkAuthority): void {
  const root = join('cacerts', 'ca.pem');
  const unit = (name: string): object => ({ Certificate: root, OrganizationalUnitIdentifier: name });
  writeFile(join(folder, root), readFileSync(authority.identityRootFile), 0o644);
  writeFile(join(folder, 'tlscacerts', 'ca.pem'), readFileSync(authority.tlsRootFile), 0o644);
  writeFile(
    join(folder, 'config.yaml'),
    stringify({
      NodeOUs: {
        Enable: true,
        ClientOUIdentifier: unit('client'),
        PeerOUIdentifier: unit('peer'),
        AdminOUIdentifier: unit('admin'),
        OrdererOUIdentifier: unit('orderer'),
      },
    }),
  );
}
