// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { rolesFor } from '../authority/table';
import { digestOf } from '../ledger/hash';
import { mspId } from '../ledger/msp';
import { demand, Refusal } from '../ledger/refusal';
import { organisationIdSchema } from '../ledger/values';
import { changeLogKeys, readRegistered } from '../log/keys';
import { logKeys, newLogKeysSchema } from '../log/model';
import { appendEvents } from '../command/append-event';
import type { CommandKind, EventDraft } from '../command/definition';
import type { CommandDone, TransactionContext } from '../command/execute';
import { parseInput } from '../ledger/input';
import { checkSignature, publicKeyFrom, readSignedCommand } from '../command/signed-command';
import type { SignedCommand } from '../command/signed-command';
import { checkAge } from '../command/authenticate';
import { checkRoot, isIssuedBy, parseCertificate } from '../membership/certificate';
import { memberships, organisations } from '../membership/model';
import { enterOfficer, readGovernorCertificate } from './officers';
import type { Membership, Organisation } from '../membership/model';

/**
 * An organisation's first command: its CA's root certificate, its first governor and, if its gateway has them, its log
 * keys.
 */
export const foundBodySchema = z.strictObject({
  id: organisationIdSchema,
  name: z.string().min(1).max(120),
  caCertificate: z.string().max(4096),
  governor: z.string().max(4096),
  logKeys: newLogKeysSchema.optional(),
});

export type FoundBody = z.infer<typeof foundBodySchema>;

/** The command of {@link foundOrganisation}. No officer exists yet to authenticate, so it is executed separately. */
export const foundingCommand: CommandKind<FoundBody> = {
  type: 'registry.found',
  roles: rolesFor('registry.found'),
  body: foundBodySchema,
};

/**
 * Registers an organisation of the channel. No officer can vouch for its first officer; the channel does: its MSP has
 * authenticated the submitting gateway, and the root certificate given here must have issued that gateway's certificate
 * as well as the first governor's.
 * @throws {Refusal} when the organisation is already registered or a certificate was not issued by its root.
 */
export async function foundOrganisation(jws: string, context: TransactionContext): Promise<CommandDone> {
  const signed = readSignedCommand(jws);
  const { envelope } = signed;
  const { type } = foundingCommand;
  demand(envelope.type === type, 'command-malformed', 'no such command here', { field: 'type' });
  demand(envelope.channel === context.channel, 'wrong-ledger', 'the command was signed for another channel');
  checkAge(envelope.issuedAt, context.claimedAt);
  const body = parseInput(foundBodySchema, envelope.body, 'body');
  checkTrust(body, context);
  const certified = readGovernor(body, signed);
  const membership = await joinMembership(body.id, envelope.network, context);
  const organisation: Organisation = {
    schema: 1,
    version: 1,
    id: body.id,
    name: body.name,
    caCertificate: body.caCertificate,
  };
  context.unit.put(memberships, membership);
  context.unit.put(organisations, organisation);
  const events: EventDraft[] = [founded(organisation)];
  const governor = await enterOfficer(certified, organisation, {
    unit: context.unit,
    emit: (draft) => events.push(draft),
  });
  events.push(...(await enterLogKeys(body, context)));
  const action = { unit: context.unit, envelope, officer: governor, claimedAt: context.claimedAt };
  appendEvents(events, signed, action);
  return {
    status: 'done',
    command: envelope.id,
    transaction: context.unit.transactionId,
    repeated: false,
    result: { organisation: body.id, officer: governor.id, certificate: governor.certificate },
  };
}

function checkTrust(body: FoundBody, context: TransactionContext): void {
  checkRoot(body.caCertificate);
  demand(
    context.mspId === mspId(body.id) &&
      isIssuedBy(parseCertificate(context.certificatePem), body.caCertificate),
    'carrier-mismatch',
    'an organisation is founded by its own gateway, under its own CA',
  );
}

function readGovernor(body: FoundBody, signed: SignedCommand): ReturnType<typeof readGovernorCertificate> {
  const certified = readGovernorCertificate(body.governor, body.caCertificate);
  demand(
    certified.certificate === signed.certificate && signed.envelope.role === 'governor',
    'role-missing',
    'the founding command is signed by the first governor',
  );
  checkSignature(signed, publicKeyFrom(certified.publicKey));
  return certified;
}

async function joinMembership(
  id: string,
  network: string,
  { unit }: TransactionContext,
): Promise<Membership> {
  const membership = (await unit.get(memberships, 'all')) ?? { schema: 1, network, organisations: [] };
  demand(membership.network === network, 'wrong-ledger', 'this ledger belongs to another network');
  if (membership.organisations.includes(id)) {
    throw new Refusal('already-exists', 'the organisation is in the registry already', { field: 'body/id' });
  }
  return { ...membership, organisations: [...membership.organisations, id] };
}

async function enterLogKeys(
  { id, logKeys: add }: FoundBody,
  { unit }: TransactionContext,
): Promise<EventDraft[]> {
  if (add === undefined) return [];
  const { row, event } = changeLogKeys({ organisation: id, add, retire: [] }, await readRegistered(unit));
  unit.put(logKeys, row);
  return [event];
}

function founded(organisation: Organisation): EventDraft {
  return {
    type: 'organisation.founded',
    subject: { kind: 'organisation', id: organisation.id },
    version: 1,
    digest: digestOf(organisation),
  };
}
