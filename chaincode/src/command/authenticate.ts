// SPDX-License-Identifier: Apache-2.0
import type { Acting } from '../authority/conditions';
import { mspId } from '../ledger/msp';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { tableKey } from '../ledger/table';
import { dateOf, minutesBetween } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import type { Envelope } from './envelope';
import { checkSignature, publicKeyFrom } from './signed-command';
import type { SignedCommand } from './signed-command';
import {
  departments,
  isOfActingDepartment,
  isOfPresentRoot,
  memberships,
  officers,
  organisations,
} from '../membership/model';
import type { Role } from '../membership/roles';
import type { Officer } from '../membership/model';

/** The transaction that carries a command, and the gateway that submitted it. */
export interface SubmittedTransaction {
  readonly unit: UnitOfWork;
  readonly channel: string;
  /** MSP id of the gateway, authenticated by Fabric. */
  readonly mspId: string;
  /** The gateway's certificate in PEM. */
  readonly certificatePem: string;
  readonly claimedAt: string;
}

/**
 * Authenticates the officer who signed a command: the certificate is registered and not revoked, the signature covers
 * these bytes for this ledger, and the submitting gateway belongs to the officer's organisation.
 * @throws {Refusal} naming the first check that fails.
 */
export async function authenticate(signed: SignedCommand, carrier: SubmittedTransaction): Promise<Officer> {
  const { envelope } = signed;
  const membership = await carrier.unit.get(memberships, 'all');
  demand(
    envelope.network === membership?.network && envelope.channel === carrier.channel,
    'wrong-ledger',
    'the command was signed for another network or channel',
  );
  checkAge(envelope.issuedAt, carrier.claimedAt);
  const officer = await findOfficer(signed, carrier.unit);
  if (officer === undefined) {
    throw new Refusal('officer-unknown', 'no officer is registered under this certificate');
  }
  demand(officer.status === 'active', 'officer-revoked', 'the officer is revoked');
  demand(
    officer.validFrom <= carrier.claimedAt && carrier.claimedAt <= officer.validUntil,
    'certificate-invalid',
    "the officer's certificate has expired, or is not valid yet",
  );
  demand(
    mspId(officer.organisation) === carrier.mspId,
    'carrier-mismatch',
    "the command came through another organisation's gateway",
  );
  checkSignature(signed, publicKeyFrom(officer.publicKey));
  await demandCurrent(officer, envelope.role, carrier.unit);
  demand(
    officer.roles.includes(envelope.role),
    'role-missing',
    `the officer has not the role ${envelope.role}`,
  );
  return officer;
}

/**
 * A certificate says what was true when it was issued. Since then the organisation may have replaced its root, and the
 * department may have moved to another organisation, or been merged: then its successor's officers act. A governor acts
 * for the organisation, without a department.
 */
async function demandCurrent(officer: Officer, role: Role, unit: UnitOfWork): Promise<void> {
  const organisation = await unit.get(organisations, officer.organisation);
  demand(
    isOfPresentRoot(officer, organisation),
    'certificate-invalid',
    "the root certificate that issued the officer's was replaced",
  );
  if (role === 'governor') return;
  const department = officer.department === '' ? undefined : await unit.get(departments, officer.department);
  demand(
    isOfActingDepartment(officer, department),
    'not-competent',
    "the officer's department is not one of the organisation's, or another has taken its place",
  );
}

/** The officer who gives a command, as the table of authority sees it. */
export function actingOf(
  { id, organisation, department, publicKey }: Officer,
  { role, purpose, basis }: Pick<Envelope, 'role' | 'purpose' | 'basis'>,
  claimedAt: string,
): Acting {
  return {
    officer: id,
    organisation,
    department,
    key: publicKey.x,
    role,
    day: dateOf(claimedAt),
    purpose,
    basis,
  };
}

/** The keys that say whether an officer's organisation and department still are what they were. */
export function keysOfCurrency({ organisation, department }: Officer): string[] {
  return [
    tableKey(organisations.name, [organisation]),
    ...(department === '' ? [] : [tableKey(departments.name, [department])]),
  ];
}

/** Finds the officer registered under a command's certificate, without checking the signature. */
export function findOfficer({ certificate }: SignedCommand, unit: UnitOfWork): Promise<Officer | undefined> {
  return unit.get(officers, certificate);
}

/** The keys that {@link authenticate} reads for these commands. */
export function keysOfAuthentication(commands: readonly SignedCommand[]): string[] {
  return [
    tableKey(memberships.name, ['all']),
    ...commands.map(({ certificate }) => tableKey(officers.name, [certificate])),
  ];
}

/** Refuses old commands, since an attacker could keep a signed command to submit it later. */
export function checkAge(issuedAt: string, claimedAt: string): void {
  const ageMinutes = minutesBetween(issuedAt, claimedAt);
  demand(
    ageMinutes >= -limits.clockSkewMinutesMax && ageMinutes <= limits.commandAgeHoursMax * 60,
    'command-expired',
    'the command was signed too long ago, or in the future',
    { field: 'issuedAt' },
  );
}
