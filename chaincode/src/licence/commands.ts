// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SubjectFacts } from '../authority/conditions';
import { defineCommand } from '../command/definition';
import type { Action } from '../command/definition';
import { subjectIn } from '../command/subjects';
import { parseLicenceIdentifier } from '../identifier';
import type { Digest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import { dateOf, demandCentury } from '../ledger/time';
import type { UnitOfWork } from '../ledger/unit-of-work';
import {
  codeSchema,
  dateSchema,
  keyedDigestSchema,
  licenceIdentifierSchema,
  licenceTypeSchema,
  pseudonymSchema,
  revocationKindSchema,
  wronglyMadeSchema,
} from '../ledger/values';
import { areAnsweredForByOne, ownerNow } from '../membership/owner';
import { demandParty, keysOfPeople } from '../person/known';
import { personSubject } from '../person/registration';
import { recordPersonUse } from '../person/use';
import { isHeld, nameParts, releases } from '../release/model';
import { claimUnder, findRelease } from '../release/store';
import { addNewLicence, changeStatus, enterLicence, supersede } from './issue';
import { issuerOf } from '../registry/authority';
import { demandRegistrable, inclusionSchema } from './manifest';
import { licenceContentSchema, partyCode, renditionHolders, renditionSchema } from './model';
import type { Licence, StatusReason } from './model';
import { interestsOf } from './parties';
import { slotSubjects } from './slots';
import { schemaOf } from './rules';
import { statusOn } from './status';
import type { EffectiveStatus } from './status';
import { findLicence, requireLicence, requireLicenceAt, saveLicence } from './store';
import { licenceSubject } from './subjects';
import { standingVersionBefore, supersedeVersion } from './versions';

const version = z.int().min(1);

export const issueLicenceBody = z.strictObject({ type: licenceTypeSchema, ...licenceContentSchema.shape });

/** A decider issues a licence for the officer's own department, outside any case. */
export const issueLicence = defineCommand({
  type: 'licence.issue',
  body: issueLicenceBody,
  once: 'identifier',
  subjects: ({ type, holders }) => slotSubjects(type, holders),
  reads: ({ holders }) => keysOfPeople(holders),
  about: async ({ holders }, unit, asking) => ({ owner: asking, parties: await interestsOf(holders, unit) }),
  async run(content, action) {
    await demandHolders(content, 'body', action);
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
  /** Proves that it is on a manifest of existing licences which a majority has approved. */
  inclusion: inclusionSchema,
});

/**
 * Registers a licence issued before this ledger existed, under its existing identifier: by the department that answers
 * now for who issued it, while the registration of its manifest is open.
 */
export const registerLicence = defineCommand({
  type: 'licence.register',
  body: registerLicenceBody,
  once: 'identifier',
  subjects: ({ identifier, holders }) => [
    licenceSubject(identifier),
    ...slotSubjects(parseLicenceIdentifier(identifier).type, holders),
  ],
  reads: ({ holders }) => keysOfPeople(holders),
  about: async (body, unit) => ({ owner: await ownerNow(await issuedBy(body, unit), unit) }),
  async run({ inclusion, ...body }, action) {
    const { identifier, issuedOn } = body;
    const { type } = parseLicenceIdentifier(identifier);
    demand(
      (await findLicence(action.unit, identifier)) === undefined,
      'already-exists',
      'the licence is on the ledger',
      {
        field: 'body/identifier',
      },
    );
    const today = dateOf(action.claimedAt);
    demandCentury(issuedOn, 'body/issuedOn');
    demand(issuedOn <= today, 'command-malformed', 'the date of issue is in the future', {
      field: 'body/issuedOn',
    });
    const by = await issuedBy(body, action.unit);
    const existing = { identifier, issuedOn, issuer: by, licenceType: type, inclusion };
    await demandRegistrable(existing, today, action.unit);
    await demandHolders(body, 'body', action);
    const before = await standingVersionBefore(identifier, action);
    const { organisation, department: issuer } = action.officer;
    const predecessor = by === issuer ? {} : { issuedBy: by };
    const licence = await enterLicence(
      { ...body, ...predecessor, type, issuer, organisation, registered: true, issuedAt: action.claimedAt },
      { type: 'licence.registered' },
      action,
      { replaced: before?.identifier },
    );
    if (before === undefined) return { identifier, version: licence.version };
    await supersedeVersion(before, licence, action);
    return { identifier, version: licence.version + 1, superseded: before.identifier };
  },
});

function issuedBy(
  { identifier, issuedOn }: Pick<z.infer<typeof registerLicenceBody>, 'identifier' | 'issuedOn'>,
  unit: UnitOfWork,
): Promise<string> {
  const { issuer: code, type: licenceType } = parseLicenceIdentifier(identifier);
  return issuerOf(unit, { code, licenceType, on: issuedOn });
}

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
      return shownOn(changed, action);
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
    demand(
      licence.pendingRenewal === undefined,
      'state-conflict',
      'its renewal was asked for in time, and is not decided',
    );
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
    return shownOn(changed, action);
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
    const successor = await requireLicence(action.unit, by, 'body/by');
    demand(
      successor.identifier !== licence.identifier &&
        successor.type === licence.type &&
        (await areAnsweredForByOne(successor.issuer, licence.issuer, action.unit)) &&
        takesPlaces.has(statusOn(successor, dateOf(action.claimedAt))) &&
        successor.supersedes === undefined,
      'state-conflict',
      'the successor is another licence in force, or to be, of the same type and issuer, that succeeds none',
      { field: 'body/by' },
    );
    return shownOn(await supersede(licence, { ...why, successor, at: action.claimedAt }, action), action);
  },
});

export const renewLicenceBody = z.strictObject({ ...changeLicenceBody.shape, content: licenceContentSchema });

/**
 * Issues the next licence and ends the one before it in its favour (换证), which is the only way where a holder may have
 * one valid licence at a time.
 */
export const renewLicence = defineCommand({
  type: 'licence.renew',
  body: renewLicenceBody,
  once: 'identifier',
  subjects: ({ identifier, content: { holders } }) => [
    licenceSubject(identifier),
    ...slotSubjects(parseLicenceIdentifier(identifier).type, holders),
  ],
  reads: ({ content: { holders } }) => keysOfPeople(holders),
  about: async (body, unit) => ({
    ...(await aboutLicence(body, unit)),
    parties: await interestsOf(body.content.holders, unit),
  }),
  async run({ content, reason, basis, ...at }, action) {
    const licence = await requireLicenceAt(action.unit, at);
    await demandHolders(content, 'body/content', action);
    const { department: issuer, organisation } = action.officer;
    const issuedOn = dateOf(action.claimedAt);
    const draft = { ...content, type: licence.type, issuer, organisation, issuedOn };
    const successor = await addNewLicence(draft, action, {
      replaced: licence.identifier,
      at: 'body/content',
    });
    await supersede(licence, { successor, reason, basis, at: action.claimedAt }, action);
    return {
      identifier: successor.identifier,
      version: successor.version + 1,
      superseded: licence.identifier,
    };
  },
});

async function demandHolders(
  { holders }: Pick<Licence, 'holders'>,
  field: string,
  { unit }: Pick<Action, 'unit'>,
): Promise<void> {
  const named = new Set<string>();
  for (const [index, holder] of holders.entries()) {
    const at = `${field}/holders/${index}`;
    await demandParty(unit, holder, at);
    demand(!named.has(partyCode(holder)), 'command-malformed', 'a holder is named once', { field: at });
    named.add(partyCode(holder));
  }
}

const takesPlaces: ReadonlySet<string> = new Set(['in-force', 'not-yet-in-force']);

/** What a change of status answers: the status of the day, as everything else that tells of the licence. */
function shownOn(
  licence: Licence,
  { claimedAt }: Pick<Action, 'claimedAt'>,
): { readonly identifier: string; readonly version: number; readonly status: EffectiveStatus } {
  const { identifier, version: at } = licence;
  return { identifier, version: at, status: statusOn(licence, dateOf(claimedAt)) };
}

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
    subjectIn(releases, ...nameParts({ kind: 'rendition', digest: rendition.digest })),
  ],
  about: aboutLicence,
  async run({ rendition, ...at }, action) {
    const licence = await requireLicenceAt(action.unit, at);
    await claimRendition(licence, rendition.digest, action.unit);
    const others = licence.renditions.filter(({ digest }) => digest.value !== rendition.digest.value);
    demand(
      others.length < limits.renditionsPerLicenceMax,
      'limit-exceeded',
      'the licence has too many renditions',
    );
    const renditions = [...others, { ...rendition, at: action.claimedAt }];
    const changed: Licence = { ...licence, version: licence.version + 1, renditions };
    const data = { digest: rendition.digest.value };
    saveLicence(changed, { type: 'licence.rendition-added', data }, action);
    return { identifier: changed.identifier, version: changed.version };
  },
});

/** Makes the licence the one that a file stands for: else the file of a revoked one would verify as that of another. */
async function claimRendition(licence: Licence, digest: Digest, unit: UnitOfWork): Promise<void> {
  const field = { field: 'body/rendition/digest' };
  const release = await findRelease(unit, { kind: 'rendition', digest });
  const isListed = licence.renditions.some((rendition) => rendition.digest.value === digest.value);
  demand(!isListed || release !== undefined, 'already-exists', 'the rendition is registered already', field);
  const holder = await unit.get(renditionHolders, digest.value);
  demand(
    holder === undefined || !isHeld(holder, release),
    'already-exists',
    'the file is the rendition of a licence already',
    field,
  );
  demand(
    release === undefined || release.to === licence.identifier,
    'not-competent',
    'a majority has released this file, and not to this licence',
    field,
  );
  unit.put(renditionHolders, { schema: 1, digest, licence: licence.identifier, ...claimUnder(release) });
}

export const numberLicenceBody = z.strictObject({
  identifier: licenceIdentifierSchema,
  version,
  printedNumber: keyedDigestSchema,
});

/**
 * Says under which printed number (证照编号) a licence is found: of one that a case has issued, that was on the ledger
 * before, or whose number was mistyped.
 */
export const numberLicence = defineCommand({
  type: 'licence.number',
  body: numberLicenceBody,
  once: 'identifier',
  subjects: ({ identifier }) => [licenceSubject(identifier)],
  about: aboutLicence,
  async run({ printedNumber, ...at }, action) {
    const licence = await requireLicenceAt(action.unit, at);
    demand(licence.printedNumber !== printedNumber, 'already-exists', 'the licence has this number already', {
      field: 'body/printedNumber',
    });
    const numbered = { ...licence, version: licence.version + 1, printedNumber };
    const changed: Licence = { ...numbered, schema: schemaOf(numbered) };
    saveLicence(changed, { type: 'licence.numbered' }, action);
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
  async run({ identifier }, { unit, claimedAt, emit }) {
    const licence = await requireLicence(unit, identifier);
    emit({
      type: 'licence.used',
      subject: { kind: 'licence', id: identifier },
      data: { version: licence.version, status: statusOn(licence, dateOf(claimedAt)) },
    });
    return { identifier };
  },
});

export const usePersonOfLicenceBody = z.strictObject({
  identifier: licenceIdentifierSchema,
  person: pseudonymSchema,
});

/** Records that name and number of a holder are read by the department that answers for the licence. */
export const usePersonOfLicence = defineCommand({
  type: 'licence.usePerson',
  body: usePersonOfLicenceBody,
  once: 'identifier',
  subjects: ({ identifier, person }) => [licenceSubject(identifier), personSubject(person)],
  about: async (body, unit) => ({
    ...(await aboutLicence(body, unit)),
    namedBy: (await requireLicence(unit, body.identifier)).namedBy,
  }),
  async run({ identifier, person }, action) {
    const { holders } = await requireLicence(action.unit, identifier);
    const of = { kind: 'licence', id: identifier } as const;
    return recordPersonUse({ person, of, named: holders }, action);
  },
});

async function aboutLicence(
  { identifier }: { readonly identifier: string },
  unit: UnitOfWork,
): Promise<SubjectFacts> {
  const { issuer, holders } = await requireLicence(unit, identifier);
  return { owner: await ownerNow(issuer, unit), parties: await interestsOf(holders, unit) };
}
