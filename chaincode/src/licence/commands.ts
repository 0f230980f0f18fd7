// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { About } from '../authority/conditions';
import { defineCommand } from '../command/definition';
import { subjectIn } from '../command/subjects';
import { parseLicenceIdentifier } from '../identifier';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import { dateOf } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import {
  codeSchema,
  dateSchema,
  licenceIdentifierSchema,
  licenceTypeSchema,
  revocationKindSchema,
  wronglyMadeSchema,
} from '../ledger/values';
import { departments } from '../membership/model';
import { addNewLicence, changeStatus, enterLicence, supersede } from './issue';
import { licenceContentSchema, licences, renditionHolders, renditionSchema } from './model';
import type { Licence, StatusReason } from './model';
import { requireLicence, requireLicenceAt, saveLicence } from './store';
import { licenceSubject } from './subjects';

const version = z.int().min(1);

export const issueLicenceBody = z.strictObject({ type: licenceTypeSchema, ...licenceContentSchema.shape });

/** A decider issues a licence for the officer's own department, outside any case. */
export const issueLicence = defineCommand({
  type: 'licence.issue',
  body: issueLicenceBody,
  once: 'identifier',
  subjects: () => [],
  async run(content, action) {
    const licence = await addNewLicence(
      {
        ...content,
        issuer: action.officer.department,
        organisation: action.officer.organisation,
        issuedOn: dateOf(action.claimedAt),
      },
      action,
    );
    return { identifier: licence.identifier, version: licence.version };
  },
});

export const registerLicenceBody = z.strictObject({
  identifier: licenceIdentifierSchema,
  issuedOn: dateSchema,
  ...licenceContentSchema.shape,
});

/** Registers a licence issued before this ledger existed, under its existing identifier. */
export const registerLicence = defineCommand({
  type: 'licence.register',
  body: registerLicenceBody,
  once: 'identifier',
  subjects: ({ identifier }) => [licenceSubject(identifier)],
  about: async ({ identifier }, unit) => {
    const { issuer } = parseLicenceIdentifier(identifier);
    const organisation = (await unit.get(departments, issuer))?.organisation ?? '';
    return { owner: { organisation, department: issuer } };
  },
  async run(body, action) {
    const { type, issuer } = parseLicenceIdentifier(body.identifier);
    demand(
      (await action.unit.get(licences, body.identifier)) === undefined,
      'already-exists',
      'the licence is on the ledger',
      {
        field: 'body/identifier',
      },
    );
    demand(
      body.issuedOn <= dateOf(action.claimedAt),
      'command-malformed',
      'the date of issue is in the future',
      {
        field: 'body/issuedOn',
      },
    );
    const { organisation } = action.officer;
    const licence = await enterLicence(
      { ...body, type, issuer, organisation, issuedAt: action.claimedAt },
      { type: 'licence.registered' },
      action,
    );
    return { identifier: licence.identifier, version: licence.version };
  },
});

export const changeLicenceBody = z.strictObject({
  identifier: licenceIdentifierSchema,
  /** The version that the officer saw. */
  version,
  reason: codeSchema,
  basis: codeSchema,
});

export const revokeLicenceBody = z.strictObject({
  ...changeLicenceBody.shape,
  /** Three acts with three effects in law: nobody can tell them apart afterwards. */
  kind: revocationKindSchema,
});

/** `kind` says that the certificate was wrongly made: it is withdrawn, and nothing is said about its holder. */
export const cancelLicenceBody = z.strictObject({
  ...changeLicenceBody.shape,
  kind: wronglyMadeSchema.optional(),
});

type ChangeBody = z.infer<typeof changeLicenceBody> & Pick<StatusReason, 'kind'>;

function statusCommand<Body extends ChangeBody>(
  name: 'suspend' | 'resume' | 'revoke' | 'cancel',
  to: 'suspended' | 'in-force' | 'revoked' | 'cancelled',
  body: z.ZodType<Body, Body>,
) {
  return defineCommand({
    type: `licence.${name}` as const,
    body,
    once: 'identifier',
    subjects: ({ identifier }) => [licenceSubject(identifier)],
    about: aboutLicence,
    async run({ identifier, version: seen, ...why }: Body, action) {
      const licence = await requireLicenceAt(action.unit, { identifier, version: seen });
      const changed = await changeStatus(licence, { ...why, to, at: action.claimedAt }, action);
      return { identifier: changed.identifier, version: changed.version, status: changed.status };
    },
  });
}

/** 暂扣. */
export const suspendLicence = statusCommand('suspend', 'suspended', changeLicenceBody);
/** Ends a suspension. */
export const resumeLicence = statusCommand('resume', 'in-force', changeLicenceBody);
/** 撤销, 撤回 or 吊销: the kind says which. */
export const revokeLicence = statusCommand('revoke', 'revoked', revokeLicenceBody);
/** 注销. */
export const cancelLicence = statusCommand('cancel', 'cancelled', cancelLicenceBody);

export const expireLicenceBody = z.strictObject({ identifier: licenceIdentifierSchema, version });

/** The clock service reports that a licence's period has ended; verification derives that from the date alone. */
export const expireLicence = defineCommand({
  type: 'licence.expire',
  body: expireLicenceBody,
  once: 'identifier',
  subjects: ({ identifier }) => [licenceSubject(identifier)],
  about: aboutLicence,
  async run(at, action) {
    const licence = await requireLicenceAt(action.unit, at);
    const today = dateOf(action.claimedAt);
    demand(
      licence.validUntil !== undefined && licence.validUntil < today,
      'state-conflict',
      "the licence's period has not ended",
    );
    const change = {
      to: 'expired',
      reason: 'period-ended',
      basis: 'validity',
      at: action.claimedAt,
    } as const;
    const changed = await changeStatus(licence, change, action);
    return { identifier: changed.identifier, version: changed.version, status: changed.status };
  },
});

export const supersedeLicenceBody = z.strictObject({
  ...cancelLicenceBody.shape,
  /** The new licence, of the same issuer and type, in force. */
  by: licenceIdentifierSchema,
});

/** Replaces a licence by a newer one (renewal, change): a new version has a new identifier. */
export const supersedeLicence = defineCommand({
  type: 'licence.supersede',
  body: supersedeLicenceBody,
  once: 'identifier',
  subjects: ({ identifier, by }) => [licenceSubject(identifier), licenceSubject(by)],
  about: aboutLicence,
  async run({ by, identifier, version: seen, ...why }, action) {
    const licence = await requireLicenceAt(action.unit, { identifier, version: seen });
    const successor = await requireLicence(action.unit, by);
    demand(
      successor.identifier !== licence.identifier &&
        successor.type === licence.type &&
        successor.issuer === licence.issuer &&
        successor.status === 'in-force' &&
        successor.supersedes === undefined,
      'state-conflict',
      'the successor is another licence in force, of the same type and issuer, that succeeds none',
      { field: 'body/by' },
    );
    const changed = await supersede(licence, { ...why, successor, at: action.claimedAt }, action);
    return { identifier: changed.identifier, version: changed.version, status: changed.status };
  },
});

export const addRenditionBody = z.strictObject({
  identifier: licenceIdentifierSchema,
  version,
  rendition: renditionSchema.omit({ at: true }),
});

/** Registers a printable file of the licence by its digest (制证). */
export const addRendition = defineCommand({
  type: 'licence.addRendition',
  body: addRenditionBody,
  once: 'identifier',
  subjects: ({ identifier, rendition }) => [
    licenceSubject(identifier),
    subjectIn(renditionHolders, rendition.digest.value),
  ],
  about: aboutLicence,
  async run({ rendition, ...at }, action) {
    const licence = await requireLicenceAt(action.unit, at);
    const known = licence.renditions.some(({ digest }) => digest.value === rendition.digest.value);
    demand(!known, 'already-exists', 'the rendition is registered already', {
      field: 'body/rendition/digest',
    });
    demand(
      licence.renditions.length < limits.renditionsPerLicenceMax,
      'limit-exceeded',
      'the licence has too many renditions',
    );
    // Else the file of a revoked licence would verify as that of another one.
    const holder = await action.unit.get(renditionHolders, rendition.digest.value);
    demand(holder === undefined, 'already-exists', 'the file is the rendition of another licence', {
      field: 'body/rendition/digest',
    });
    const { digest } = rendition;
    action.unit.put(renditionHolders, { schema: 1, digest, licence: licence.identifier });
    const renditions = [...licence.renditions, { ...rendition, at: action.claimedAt }];
    const changed: Licence = { ...licence, version: licence.version + 1, renditions };
    const data = { digest: rendition.digest.value };
    saveLicence(changed, { type: 'licence.rendition-added', data }, action);
    return { identifier: changed.identifier, version: changed.version };
  },
});

export const useLicenceBody = z.strictObject({ identifier: licenceIdentifierSchema });

/** Records a detailed use of a licence for a purpose on a legal basis, before any detail is shown. */
export const useLicence = defineCommand({
  type: 'licence.use',
  body: useLicenceBody,
  once: 'identifier',
  subjects: ({ identifier }) => [licenceSubject(identifier)],
  async run({ identifier }, { unit, emit }) {
    const licence = await requireLicence(unit, identifier);
    emit({
      type: 'licence.used',
      subject: { kind: 'licence', id: identifier },
      data: { version: licence.version, status: licence.status },
    });
    return { identifier };
  },
});

async function aboutLicence(
  { identifier }: { readonly identifier: string },
  unit: UnitOfWork,
): Promise<About> {
  const { organisation, issuer } = await requireLicence(unit, identifier);
  return { owner: { organisation, department: issuer } };
}
