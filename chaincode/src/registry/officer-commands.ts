// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import { defineCommand } from '../command/definition';
import { governanceSubject } from '../command/subjects';
import { demand, Refusal } from '../ledger/refusal';
import { codeSchema } from '../ledger/values';
import { readOfficerCertificate } from '../membership/certificate';
import { departments, officers, organisations } from '../membership/model';
import { fingerprintSchema } from './model';
import { endOfficer, enterOfficer, requireOfficer } from './officers';

export const registerOfficerBody = z.strictObject({ certificate: z.string().max(4096) });

/** A governor registers an officer of its own organisation, with a certificate of the organisation's CA. */
export const registerOfficer = defineCommand({
  type: 'registry.registerOfficer',
  body: registerOfficerBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  async run({ certificate }, action) {
    const { unit, officer: governor } = action;
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
    const officer = await enterOfficer(certified, organisation, action);
    return { officer: officer.id, certificate: officer.certificate };
  },
});

export const revokeOfficerBody = z.strictObject({
  certificate: fingerprintSchema,
  reason: codeSchema,
});

/** Takes effect at once: the next transaction with a command of this officer is refused. */
export const revokeOfficer = defineCommand({
  type: 'registry.revokeOfficer',
  body: revokeOfficerBody,
  once: 'identifier',
  subjects: () => governanceSubject,
  about: async ({ certificate }, unit) => ({ owner: await requireOfficer(certificate, unit) }),
  async run({ certificate, reason }, action) {
    const officer = await requireOfficer(certificate, action.unit);
    const revoked = endOfficer(officer, reason, action);
    return { officer: officer.id, certificate, version: revoked.version };
  },
});
