// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { membershipSchema, Refusal } from '@guidang/chaincode/model';
import type { NewLogKey } from '@guidang/chaincode/model';
import { foundingCommand, membershipTransaction } from '@guidang/chaincode/commands';
import type { FoundBody } from '@guidang/chaincode/commands';
import { sha256 } from '../../common/sha256';
import type { OrganisationSetup } from '../../config/config';
import { OutboxError } from '../../outbox';
import { signCommand } from '../../identity';
import type { CertificateAuthority, OfficerDirectory } from '../../identity';
import { invocationOf } from '../command/invocation';
import { readRefusal } from '../command/read-refusal';
import { organisationOf } from '../gateway-context';
import type { GatewayContext } from '../gateway-context';

/**
 * Registers an organisation on the ledger when its gateway first starts, with a first governor. The channel vouches for
 * it: see the contract.
 * @param logKeys the keys with which the gateway signs for the log; absent if it has none.
 */
export async function foundOwnOrganisation(
  setup: OrganisationSetup,
  authority: CertificateAuthority,
  context: GatewayContext,
  logKeys?: readonly NewLogKey[],
): Promise<void> {
  const organisation = organisationOf(context, setup.id);
  const answer = await organisation.ledger.evaluate({ transaction: membershipTransaction, args: [] });
  const membership = membershipSchema.nullable().parse(JSON.parse(answer));
  if (membership?.organisations.includes(setup.id) === true) return;
  const governor = await firstGovernor(setup, context.officers);
  const caCertificate = await authority.rootCertificate();
  const jws = signCommand(governor.identity, {
    ...context.ledgerName,
    id: foundingId(caCertificate),
    type: foundingCommand.type,
    role: 'governor',
    issuedAt: new Date().toISOString(),
    body: {
      id: setup.id,
      name: setup.name,
      caCertificate,
      governor: governor.identity.certificatePem,
      ...(logKeys === undefined ? {} : { logKeys: [...logKeys] }),
    } satisfies FoundBody,
  });
  const outcome = await organisation.outbox.submit({
    id: `${setup.id}~found`,
    invocation: invocationOf(foundingCommand, jws),
    kept: true,
  });
  if (outcome.kind === 'refused') {
    const { code, message, ...more } = readRefusal(outcome.refusal);
    throw new Refusal(code, message, more);
  }
  if (outcome.kind === 'failed') throw new OutboxError(outcome.code, outcome.message);
}

/** The pseudonym under which an organisation's first governor is enrolled. */
function firstGovernorId(organisation: string): string {
  return `${organisation}-governor`;
}

async function firstGovernor(
  { id: organisation }: OrganisationSetup,
  officers: OfficerDirectory,
): ReturnType<OfficerDirectory['enrol']> {
  const id = firstGovernorId(organisation);
  return (
    (await officers.findOfficer(organisation, id)) ??
    officers.enrol({ id, organisation, department: '', roles: ['governor'] })
  );
}

function foundingId(caCertificate: string): string {
  return sha256(new X509Certificate(caCertificate).raw).toString('base64url');
}
