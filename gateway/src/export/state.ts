// SPDX-License-Identifier: Apache-2.0
import { canonicalJson, cases, digestOf, licences, records, type ProvenanceEvent } from '@guidang/chaincode';
import { findVersion, type Projection, type StoredEvent } from '../projection';

/** The tables of subjects whose states name contents and parties. */
const tables: Partial<Record<ProvenanceEvent['subject']['kind'], string>> = {
  record: records.name,
  licence: licences.name,
  case: cases.name,
};

/**
 * The canonical JSON of what an event's subject was after it, whose digest the event names. `undefined` where the event
 * has none, or the projection no longer knows that version (of cases it keeps the newest).
 */
export async function stateAfter(
  projection: Projection,
  { event }: StoredEvent,
): Promise<string | undefined> {
  const { subject, version, digest } = event;
  const table = tables[subject.kind];
  if (table === undefined || version === undefined || digest === undefined) return undefined;
  const value = await findVersion(projection, { table, id: subject.id, version });
  if (value === undefined || digestOf(value).value !== digest.value) return undefined;
  return canonicalJson(value);
}
