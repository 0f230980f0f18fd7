// SPDX-License-Identifier: Apache-2.0
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import type { DemoActor } from '../actor';
import { expectSame } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import type { Completed } from './completion';

interface EventEntry extends ProvenanceEvent {
  readonly id: string;
  readonly block: number;
}

/** The auditor prints who created, changed and read the record and both certificates, and why. */
export async function printTrail(stage: Stage, made: Completed): Promise<void> {
  stage.act('The whole trail: who created, changed and read, when, for what purpose and on what basis');
  const present = stage.isPresent('audit');
  const reader = await stage.as(present ? officers.auditor : officers.archivist);
  if (!present) stage.note("audit's gateway is not ready: the archivist may see the same, and reads instead");
  await trail(stage, reader, {
    name: `record ${made.record}`,
    path: `/api/v1/records/${made.record}/history`,
    holds: ['record.filed', 'record.arranged', 'record.accessed'],
  });
  await trail(stage, reader, {
    name: `licence ${made.licence}`,
    path: `/api/v1/licences/${made.licence}/history`,
    holds: ['licence.issued', 'licence.rendition-added', 'licence.used'],
  });
  await trail(stage, reader, {
    name: `licence ${made.cancelled}`,
    path: `/api/v1/licences/${made.cancelled}/history`,
    holds: ['licence.registered', 'licence.status-changed'],
  });
}

async function trail(
  stage: Stage,
  reader: DemoActor,
  { name, path, holds }: { readonly name: string; readonly path: string; readonly holds: readonly string[] },
): Promise<void> {
  const events = await everything(reader, path);
  const types = new Set(events.map(({ type }) => type));
  expectSame(
    `what the trail of ${name} lacks`,
    holds.filter((type) => !types.has(type)),
    [],
  );
  reader.did(`reads the ${events.length} events of ${name}`);
  for (const event of events) stage.note(lineOf(event));
}

/** All pages: an audit trail must not have gaps. */
async function everything(reader: DemoActor, path: string): Promise<readonly EventEntry[]> {
  const events: EventEntry[] = [];
  let next: string | undefined;
  do {
    const query = next === undefined ? '' : `?cursor=${encodeURIComponent(next)}`;
    const page = await reader.get<{ items: readonly EventEntry[]; next?: string }>(path + query);
    events.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  return events;
}

function lineOf({ claimedAt, type, officer, block, outcome, data = {}, ...event }: EventEntry): string {
  // A read states its purpose and basis in the command, a change of status its reason and basis in the facts.
  const { purpose = data['reason'], basis = data['basis'] } = event;
  const why = [
    ...(typeof purpose === 'string' ? [`for ${purpose}`] : []),
    ...(typeof basis === 'string' ? [`on ${basis}`] : []),
    ...(outcome === undefined ? [] : [`by rule ${outcome.rule.value.slice(0, 12)} of ${outcome.matter}`]),
  ];
  const who = `${officer.officer} (${officer.role}, ${officer.department}, ${officer.organisation})`;
  return [claimedAt, `block ${block}`, type.padEnd(24), who, ...why].join('  ');
}
