// SPDX-License-Identifier: Apache-2.0
import { demandVersion } from '../command/checks';
import { partOf } from '../command/definition';
import type { Action, EventDraft } from '../command/definition';
import { digestOf } from '../ledger/hash';
import { checkStored } from '../ledger/codec';
import { dateOf } from '../ledger/time';
import { placeOf, uniqueIdAt } from '../ledger/unique-id';
import type { UnitOfWork } from '../ledger/unit-of-work';
import { isIrregularUnifiedCode } from '../identifier';
import { demandKnown, namingBy } from '../person/known';
import { bringCode, namedFonds } from './existing-code';
import type { Asking, Brought } from './existing-code';
import { archivalCodes, recordPages, records } from './model';
import type { ArchiveRecord, Dossier, NewRecord, RecordContent } from './model';
import { noSuchRecord } from './rules';
import type { RecordDraft } from './rules';
import { demandSound } from './sound';

/** Adds a record to a page of this transaction; its identifier encodes that place. */
export function addRecord(unit: UnitOfWork, record: RecordDraft): ArchiveRecord {
  return unit.append(recordPages, (place) => ({
    schema: 1,
    id: uniqueIdAt(unit.code, place),
    version: 1,
    ...record,
  }));
}

/**
 * Checks what an officer says of a new record, and the 档号 that it brings along.
 * @throws {Refusal} as {@link demandContent} and {@link bringCode} refuse.
 */
export async function demandNew(
  described: NewRecord,
  asking: Asking,
  at: string,
): Promise<Brought | undefined> {
  await demandContent(described, asking, at);
  const { archivalCode } = described;
  return archivalCode === undefined ? undefined : bringCode(archivalCode, described, asking, { at });
}

/**
 * Adds a record described by an officer, still being collected, with the 档号 that it has already, if it has one.
 * @param at the record's path in the command, for refusals.
 * @throws {Refusal} as {@link demandNew}.
 */
export async function addNewRecord(
  described: NewRecord,
  action: Action,
  at = 'body',
): Promise<ArchiveRecord> {
  const { unit, officer, claimedAt } = action;
  const brought = await demandNew(described, action, at);
  const { dossiers } = described;
  const record = addRecord(unit, {
    ...withoutCode(described),
    dossiers: markIrregular(dossiers),
    ...brought?.fields,
    state: 'collecting',
    organisation: officer.organisation,
    department: officer.department,
    createdAt: claimedAt,
    ...(await namingBy(partOf(action), dossiers, unit)),
  });
  if (brought !== undefined) unit.put(archivalCodes, { ...brought.entry, record: record.id });
  return record;
}

/** Most of a list have no code, and are not copied for it. */
function withoutCode(described: NewRecord): RecordContent {
  if (described.archivalCode === undefined) return described;
  const { archivalCode: _, ...content } = described;
  return content;
}

/**
 * Checks what an officer says of a record against the ledger.
 * @throws {Refusal} `not-found`, `not-competent`, `command-malformed`.
 */
export async function demandContent(content: RecordContent, asking: Asking, at: string): Promise<void> {
  for (const [index, reference] of content.references.entries()) {
    await requireRecord(asking.unit, reference, `${at}/references/${index}`);
  }
  await demandKnown(asking.unit, content.dossiers, `${at}/dossiers`);
  const fonds = await namedFonds(content, asking, { at });
  demandSound(content, { fonds, today: dateOf(asking.claimedAt), at });
}

/** The mark is the ledger's, whatever was sent. */
export function markIrregular(dossiers: readonly Dossier[]): Dossier[] {
  return dossiers.map((dossier) => {
    if (!('organisation' in dossier)) return dossier;
    const { organisation } = dossier;
    return isIrregularUnifiedCode(organisation) ? { organisation, irregular: true } : { organisation };
  });
}

/** Finds a record under its own key, or else in the page where it was created. */
export async function findRecord(unit: UnitOfWork, id: string): Promise<ArchiveRecord | undefined> {
  const changed = await unit.get(records, id);
  if (changed !== undefined) return changed;
  const { transaction, place } = placeOf(id);
  const brought = (await unit.page(recordPages, { transaction, page: place.page }))[place.slot];
  // Another spelling of the same place must not return the record as it was before its changes.
  if (brought?.id !== id) return undefined;
  // Of about thirty records in a stored page, only the requested one is validated.
  return transaction === unit.code ? brought : checkStored(records, brought);
}

/** @throws {Refusal} `not-found`. */
export async function requireRecord(unit: UnitOfWork, id: string, field?: string): Promise<ArchiveRecord> {
  const record = await findRecord(unit, id);
  if (record === undefined) throw noSuchRecord(id, field);
  return record;
}

/**
 * The record, if it is still the version that the officer saw.
 * @throws {Refusal} `version-stale` when it has changed since.
 */
export async function requireRecordAt(
  unit: UnitOfWork,
  { id, version }: { readonly id: string; readonly version: number },
): Promise<ArchiveRecord> {
  const record = await requireRecord(unit, id);
  demandVersion('record', record, version);
  return record;
}

/** The common part of every event about a record's state. */
export function describeRecord(
  record: ArchiveRecord,
): Required<Pick<EventDraft, 'subject' | 'version' | 'digest'>> {
  return { subject: { kind: 'record', id: record.id }, version: record.version, digest: digestOf(record) };
}

/** Stores a record as it is given, at its next version, under its own key, and emits the event that explains the change. */
export function saveRecord(
  record: ArchiveRecord,
  event: Pick<EventDraft, 'type' | 'outcome' | 'data'>,
  { unit, emit }: Action,
): ArchiveRecord {
  unit.put(records, record);
  emit({ ...event, ...describeRecord(record) });
  return record;
}
