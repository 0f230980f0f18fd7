// SPDX-License-Identifier: Apache-2.0
import type { Action } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { readOfficerCertificate } from '../membership/certificate';
import { officerKeys, officers } from '../membership/model';
import type { Officer, Organisation } from '../membership/model';
import { negated } from '../membership/public-key';

type Writing = Pick<Action, 'unit' | 'emit'>;

/** @throws {Refusal} `not-found`. */
export async function requireOfficer(certificate: string, unit: UnitOfWork): Promise<Officer> {
  const officer = await unit.get(officers, certificate);
  if (officer === undefined) throw new Refusal('not-found', 'no such officer', { field: 'body/certificate' });
  return officer;
}

/**
 * Enters an officer under a certificate of the organisation's present root; one that is there acts from now on.
 * @throws {Refusal} `already-exists` when the key is another officer's: one person with two names would be two officers
 * where two must sign.
 */
export async function enterOfficer(
  certified: ReturnType<typeof readOfficerCertificate>,
  { id: organisation, generation }: Pick<Organisation, 'id' | 'generation'>,
  { unit, emit }: Writing,
): Promise<Officer> {
  const present = await unit.get(officers, certified.certificate);
  const officer: Officer = {
    schema: 1,
    version: (present?.version ?? 0) + 1,
    ...certified,
    organisation,
    status: 'active',
    ...(generation === undefined ? {} : { generation }),
  };
  unit.put(officers, officer);
  await claimKey(officer, unit);
  emit({
    type: 'officer.registered',
    subject: { kind: 'officer', id: officer.certificate },
    version: officer.version,
    digest: digestOf(officer),
    data: { officer: officer.id, roles: officer.roles },
  });
  return officer;
}

/** A key is claimed with the one that comes with it: else one person would sign as two, with two halves of one secret. */
async function claimKey({ organisation, id, publicKey }: Officer, unit: UnitOfWork): Promise<void> {
  for (const { value: key } of [digestOf(publicKey), digestOf(negated(publicKey))]) {
    const holder = await unit.get(officerKeys, key);
    demand(
      holder === undefined || (holder.organisation === organisation && holder.officer === id),
      'already-exists',
      'the key is that of another officer',
      { field: 'body/certificate' },
    );
  }
  unit.put(officerKeys, { schema: 1, key: digestOf(publicKey).value, organisation, officer: id });
}

/** @throws {Refusal} `state-conflict` when the officer is revoked already. */
export function endOfficer(officer: Officer, reason: string, { unit, emit }: Writing): Officer {
  demand(officer.status === 'active', 'state-conflict', 'the officer is revoked already');
  const revoked: Officer = { ...officer, version: officer.version + 1, status: 'revoked', reason };
  unit.put(officers, revoked);
  emit({
    type: 'officer.revoked',
    subject: { kind: 'officer', id: officer.certificate },
    version: revoked.version,
    digest: digestOf(revoked),
    data: { officer: officer.id, reason },
  });
  return revoked;
}

/**
 * The certificate of a governor whom no governor of the organisation vouches for: it may claim no other role, and no
 * department.
 * @throws {Refusal} `certificate-invalid`, `role-missing`, `not-competent`.
 */
export function readGovernorCertificate(
  pem: string,
  caCertificate: string,
): ReturnType<typeof readOfficerCertificate> {
  const certified = readOfficerCertificate(pem, caCertificate);
  demand(certified.roles.includes('governor'), 'role-missing', 'the certificate is not that of a governor', {
    field: 'body/governor',
  });
  demand(
    certified.roles.every((role) => role === 'governor') && certified.department === '',
    'not-competent',
    'such a governor has the role governor, no other, and no department',
    { field: 'body/governor' },
  );
  return certified;
}
