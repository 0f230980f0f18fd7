// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { Refusal, type Membership, type NewLogKey, type RefusalDocument } from '@guidang/chaincode/model';
import { foundingCommand, type FoundBody } from '@guidang/chaincode/commands';
import { sha256 } from '../../common/sha256';
import type { Founding } from '../../config/config';
import { Problem } from '../../errors/problem';
import { signCommand, type CertificateAuthority, type OfficerDirectory } from '../../identity';
import { invocationOf } from '../command/invocation';
import type { Access } from '../gateway-context';

/**
 * Enters an organisation into the ledger's registry at its gateway's first start, with a first governor. The
 * channel vouches for it: see the contract.
 * @param logKeys the keys with which the gateway signs for the log; absent where it keeps none.
 */
export async function foundOrganisation(
  founding: Founding,
  authority: CertificateAuthority,
  access: Access,
  logKeys?: readonly NewLogKey[],
): Promise<void> {
  const organisation = access.organisations.get(founding.id);
  if (organisation === undefined) throw new Error(`this gateway does not act for ${founding.id}`);
  const answer = await organisation.ledger.evaluate({ transaction: 'query:membership', args: [] });
  const membership = JSON.parse(answer) as Membership | null;
  if (membership?.organisations.includes(founding.id) === true) return;
  const governor = await firstGovernor(founding, access.officers);
  const caCertificate = await authority.rootCertificate();
  const jws = signCommand(governor.identity, {
    ...access.ledgerName,
    id: foundingId(caCertificate),
    type: foundingCommand.type,
    role: 'governor',
    issuedAt: new Date().toISOString(),
    body: {
      id: founding.id,
      name: founding.name,
      caCertificate,
      governor: governor.identity.certificatePem,
      ...(logKeys === undefined ? {} : { logKeys: [...logKeys] }),
    } satisfies FoundBody,
  });
  const outcome = await organisation.outbox.submit({
    id: `${founding.id}~found`,
    invocation: invocationOf(foundingCommand, jws),
    kept: true,
  });
  if (outcome.kind === 'refused') {
    const { code, message, ...more } = JSON.parse(outcome.refusal) as RefusalDocument;
    throw new Refusal(code, message, more);
  }
  if (outcome.kind === 'failed') throw new Problem(outcome.code, outcome.message);
}

/** The pseudonym by which an organisation's first governor is enrolled. */
export function firstGovernorId(organisation: string): string {
  return `${organisation}-governor`;
}

async function firstGovernor(
  { id: organisation, code }: Founding,
  officers: OfficerDirectory,
): ReturnType<OfficerDirectory['enrol']> {
  const id = firstGovernorId(organisation);
  return (
    (await officers.findOfficer(organisation, id)) ??
    officers.enrol({ id, organisation, department: code, roles: ['governor'] })
  );
}

function foundingId(caCertificate: string): string {
  return sha256(new X509Certificate(caCertificate).raw).toString('base64url');
}
