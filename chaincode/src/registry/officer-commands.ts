// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { governance } from '../command/subjects';
import { digestOf } from '../ledger/hash';
import { demand, Refusal } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { codeSchema } from '../ledger/values';
import { readOfficerCertificate } from '../membership/certificate';
import { departments, officers, organisations } from '../membership/model';
import type { Officer } from '../membership/model';

export const registerOfficerBody = z.strictObject({ certificate: z.string().max(4096) });

/** A governor registers an officer of its own organisation, with a certificate of the organisation's CA. */
export const registerOfficer = defineCommand({
  type: 'registry.registerOfficer',
  body: registerOfficerBody,
  once: 'identifier',
  subjects: () => governance,
  async run({ certificate }, { unit, officer: governor, emit }) {
    const organisation = await unit.get(organisations, governor.organisation);
    if (organisation === undefined) throw new Refusal('not-found', 'the organisation is not in the registry');
    const certified = readOfficerCertificate(certificate, organisation.caCertificate);
    demand(
      (await unit.get(officers, certified.certificate)) === undefined,
      'already-exists',
      'this certificate is registered already',
      { field: 'body/certificate' },
    );
    const { department: code } = certified;
    const department = code === '' ? undefined : await unit.get(departments, code);
    demand(
      department?.organisation === organisation.id ||
        (code === '' && certified.roles.every((role) => role === 'governor')),
      'not-competent',
      "the department in the certificate is not one of the organisation's",
      { field: 'body/certificate' },
    );
    const officer: Officer = {
      schema: 1,
      version: 1,
      ...certified,
      organisation: organisation.id,
      status: 'active',
      ...(organisation.generation === undefined ? {} : { generation: organisation.generation }),
    };
    unit.put(officers, officer);
    emit({
      type: 'officer.registered',
      subject: { kind: 'officer', id: officer.certificate },
      version: 1,
      digest: digestOf(officer),
      data: { officer: officer.id, roles: officer.roles },
    });
    return { officer: officer.id, certificate: officer.certificate };
  },
});

export const revokeOfficerBody = z.strictObject({
  certificate: z.string().regex(/^[0-9a-f]{64}$/, 'must be a certificate fingerprint'),
  reason: codeSchema,
});

/** Takes effect at once: the next transaction with a command of this officer is refused. */
export const revokeOfficer = defineCommand({
  type: 'registry.revokeOfficer',
  body: revokeOfficerBody,
  once: 'identifier',
  subjects: () => governance,
  about: async ({ certificate }, unit) => ({ owner: await requireOfficer(certificate, unit) }),
  async run({ certificate, reason }, action) {
    const officer = await requireOfficer(certificate, action.unit);
    demand(officer.status === 'active', 'state-conflict', 'the officer is revoked already');
    const revoked: Officer = { ...officer, version: officer.version + 1, status: 'revoked', reason };
    action.unit.put(officers, revoked);
    action.emit({
      type: 'officer.revoked',
      subject: { kind: 'officer', id: certificate },
      version: revoked.version,
      digest: digestOf(revoked),
      data: { officer: officer.id, reason },
    });
    return { officer: officer.id, certificate, version: revoked.version };
  },
});

async function requireOfficer(certificate: string, unit: UnitOfWork): Promise<Officer> {
  const officer = await unit.get(officers, certificate);
  if (officer === undefined) throw new Refusal('not-found', 'no such officer', { field: 'body/certificate' });
  return officer;
}
