// SPDX-License-Identifier: Apache-2.0
import { z } from 'zod';
import type { SubjectFacts } from '../authority/conditions';
import { joinedBy } from '../authority/naming';
import type { Naming } from '../authority/naming';
import { defineCommand, partOf } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { subjectIn } from '../command/subjects';
import { digestSchema } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand } from '../ledger/refusal';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { codeSchema, organisationIdSchema, pseudonymSchema, recordIdSchema } from '../ledger/values';
import { ownerNow } from '../membership/owner';
import { keysOfPeople, namingBy } from '../person/known';
import { personSubject } from '../person/registration';
import { recordPersonUse } from '../person/use';
import { namedContentSchema, newRecordSchema, recordContentSchema, handOvers } from './model';
import { organisations } from '../membership/model';
import type { ArchiveRecord, Dossier } from './model';
import {
  addNewRecord,
  demandContent,
  describeRecord,
  markIrregular,
  requireRecord,
  requireRecordAt,
  saveRecord,
} from './store';
import { recordSubject, referenceSubjects } from './subjects';

const version = z.int().min(1);

export const createRecordBody = newRecordSchema;

/** Captures a record while it is still being collected. */
export const createRecord = defineCommand({
  type: 'record.create',
  body: createRecordBody,
  once: 'outbox',
  bytesMax: limits.recordBytesMax,
  subjects: referenceSubjects,
  reads: ({ dossiers }) => keysOfPeople(dossiers),
  async run(content, action) {
    const record = await addNewRecord(content, action);
    action.emit({ type: 'record.created', ...describeRecord(record) });
    return { id: record.id, version: record.version };
  },
});

export const amendRecordBody = z.strictObject({ id: recordIdSchema, version, content: recordContentSchema });

/** Replaces a record's content, until it is filed. */
export const amendRecord = defineCommand({
  type: 'record.amend',
  body: amendRecordBody,
  once: 'identifier',
  bytesMax: limits.recordBytesMax,
  subjects: ({ id, content }) => [recordSubject(id), ...referenceSubjects(content)],
  reads: ({ content }) => keysOfPeople(content.dossiers),
  about: aboutRecord,
  async run({ id, version: seen, content }, action) {
    const record = await requireRecordAt(action.unit, { id, version: seen });
    demand(
      record.state === 'collecting',
      'state-conflict',
      `a record that is ${record.state} is not amended`,
    );
    await demandContent(content, action, 'body/content');
    const { description, fonds, namedBy, ...kept } = record;
    // A record with a 档号 stays in its fonds.
    const stays = record.archivalCode === undefined || fonds === undefined ? {} : { fonds };
    const dossiers = markIrregular(content.dossiers);
    const naming = await namingAfter(record, content.dossiers, action);
    const next = { ...kept, ...content, ...stays, ...naming, dossiers, version: record.version + 1 };
    const amended = saveRecord(next, { type: 'record.amended' }, action);
    return { id: amended.id, version: amended.version };
  },
});

/** Who amends a record signs for all whom it names; who writes somebody else into it has named the person alone. */
async function namingAfter(
  { dossiers, namedBy }: ArchiveRecord,
  named: readonly Dossier[],
  action: Action,
): Promise<Naming> {
  const by = partOf(action);
  const before = new Set(dossiers.flatMap((one) => ('person' in one ? [one.person] : [])));
  const isNew = named.some((one) => 'person' in one && !before.has(one.person));
  if (isNew) return namingBy(by, named, action.unit);
  return namedBy === undefined ? {} : joinedBy({ namedBy }, by);
}

export const fileRecordBody = z.strictObject({ id: recordIdSchema, version });

/** Files a record (归档): its contents are final from here on. */
export const fileRecord = defineCommand({
  type: 'record.file',
  body: fileRecordBody,
  once: 'identifier',
  subjects: ({ id }) => [recordSubject(id)],
  about: aboutRecord,
  async run({ id, version: seen }, action) {
    const record = await requireRecordAt(action.unit, { id, version: seen });
    demand(record.state === 'collecting', 'state-conflict', `the record is ${record.state} already`);
    demand(record.contents.length > 0, 'state-conflict', 'a record without content is not filed');
    const next: ArchiveRecord = {
      ...joinedBy(record, partOf(action)),
      version: record.version + 1,
      state: 'filed',
      filedAt: action.claimedAt,
    };
    const filed = saveRecord(next, { type: 'record.filed' }, action);
    return { id: filed.id, version: filed.version };
  },
});

export const annotateRecordBody = z.strictObject({
  id: recordIdSchema,
  /** A code for the kind of note, such as `ocr`, `correction`, `four-property-check`. */
  kind: codeSchema,
  content: namedContentSchema,
});

/** Adds a note to a record in any state. It changes no stored value, so notes never conflict. */
export const annotateRecord = defineCommand({
  type: 'record.annotate',
  body: annotateRecordBody,
  once: 'identifier',
  subjects: ({ id }) => [recordSubject(id)],
  about: aboutHandedOver,
  run: (body, action) => addNote('record.annotated', body, action),
});

/** An auditor's finding about anybody's record: an event of its own type, so that it passes for no note of the keeper's. */
export const reportFinding = defineCommand({
  type: 'record.reportFinding',
  body: annotateRecordBody,
  once: 'identifier',
  subjects: ({ id }) => [recordSubject(id)],
  run: (body, action) => addNote('record.finding-reported', body, action),
});

async function addNote(
  type: EventDraft['type'],
  { id, kind, content }: z.infer<typeof annotateRecordBody>,
  { unit, emit }: Action,
): Promise<{ id: string }> {
  await requireRecord(unit, id);
  emit({ type, subject: { kind: 'record', id }, digest: content.digest, data: { kind, content } });
  return { id };
}

export const handOverBody = z.strictObject({
  id: recordIdSchema,
  /** The organisation that is to keep copies of the contents: the archives. */
  to: organisationIdSchema,
});

/** Names who receives a filed record, before its contents are sent: nobody else can claim that they arrived. */
export const handOverRecord = defineCommand({
  type: 'record.handOver',
  body: handOverBody,
  once: 'identifier',
  subjects: ({ id }) => [subjectIn(handOvers, id), recordSubject(id)],
  about: aboutRecord,
  async run({ id, to }, { unit, emit }) {
    const record = await requireRecord(unit, id);
    demand(record.state !== 'collecting', 'state-conflict', 'a record is filed before it is handed over');
    const isMember = to !== record.organisation && (await unit.get(organisations, to)) !== undefined;
    demand(isMember, 'not-found', 'there is no such other organisation', { field: 'body/to' });
    const before = await receiversOf(unit, id);
    if (before.includes(to)) return { id };
    unit.put(handOvers, { schema: 1, record: id, to: [...before, to] });
    emit({ type: 'record.handed-over', subject: { kind: 'record', id }, data: { organisation: to } });
    return { id };
  },
});

export const accessRecordBody = z.strictObject({
  id: recordIdSchema,
  /** The content to be read; if absent, the description only. */
  content: digestSchema.optional(),
});

/** Records an access (利用) for a purpose on a legal basis, before the first byte is served. */
export const accessRecord = defineCommand({
  type: 'record.access',
  body: accessRecordBody,
  once: 'identifier',
  subjects: ({ id }) => [recordSubject(id)],
  async run({ id, content }, { unit, emit }) {
    const record = await requireRecord(unit, id);
    demand(
      content === undefined || record.contents.some(({ digest }) => digest.value === content.value),
      'not-found',
      'the record has no such content',
      { field: 'body/content' },
    );
    emit({
      type: 'record.accessed',
      subject: { kind: 'record', id },
      ...(content === undefined ? {} : { digest: content }),
      data: { version: record.version },
    });
    return { id };
  },
});

export const usePersonOfRecordBody = z.strictObject({ id: recordIdSchema, person: pseudonymSchema });

/** Records that name and number of a person whom a record is about are read by the department that owns it. */
export const usePersonOfRecord = defineCommand({
  type: 'record.usePerson',
  body: usePersonOfRecordBody,
  once: 'identifier',
  subjects: ({ id, person }) => [recordSubject(id), personSubject(person)],
  about: async (body, unit) => ({
    ...(await aboutRecord(body, unit)),
    namedBy: (await requireRecord(unit, body.id)).namedBy,
  }),
  async run({ id, person }, action) {
    const { dossiers } = await requireRecord(action.unit, id);
    return recordPersonUse({ person, of: { kind: 'record', id }, named: dossiers }, action);
  },
});

export const arrivalBody = z.strictObject({
  id: recordIdSchema,
  digests: z.array(digestSchema).min(1).max(limits.contentsPerRecordMax),
});

/** Records that an organisation now holds copies of these contents, and has hashed them again on arrival. */
export const contentArrived = defineCommand({
  type: 'record.contentArrived',
  body: arrivalBody,
  once: 'identifier',
  bytesMax: limits.recordBytesMax,
  subjects: ({ id }) => [recordSubject(id)],
  about: aboutHandedOver,
  async run({ id, digests }, { unit, officer, emit }) {
    const record = await requireRecord(unit, id);
    for (const digest of digests) {
      const known = record.contents.some((content) => content.digest.value === digest.value);
      demand(known, 'not-found', 'the record has no such content', { field: 'body/digests' });
    }
    emit({
      type: 'record.content-arrived',
      subject: { kind: 'record', id },
      data: { organisation: officer.organisation, digests },
    });
    return { id };
  },
});

async function aboutRecord({ id }: { readonly id: string }, unit: UnitOfWork): Promise<SubjectFacts> {
  const { department } = await requireRecord(unit, id);
  return { owner: await ownerNow(department, unit) };
}

async function aboutHandedOver(body: { readonly id: string }, unit: UnitOfWork): Promise<SubjectFacts> {
  return { ...(await aboutRecord(body, unit)), receivers: await receiversOf(unit, body.id) };
}

async function receiversOf(unit: UnitOfWork, id: string): Promise<readonly string[]> {
  return (await unit.get(handOvers, id))?.to ?? [];
}
