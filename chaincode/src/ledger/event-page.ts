// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from './canonical';
import type { ProvenanceEvent } from './event';
import { limits } from './limits';
import { Refusal } from './refusal';
import type { PageTable } from './table';

/** The table of event pages: the events of a transaction stand in pages of their own, so appends never collide. */
export const eventPages = 'event';

type OfPage = 'transaction' | 'claimedAt' | 'schema' | 'position';
type OfCommand = 'officer' | 'command' | 'purpose' | 'basis';

/** The events of one command, after what they share. */
interface CommandEvents extends Pick<ProvenanceEvent, OfCommand> {
  readonly events: Omit<ProvenanceEvent, OfPage | OfCommand>[];
}

/**
 * Consecutive events of one transaction, each thing that they share written once. Its version 1 was a bare array of
 * whole events.
 */
interface EventPage extends Pick<ProvenanceEvent, 'transaction' | 'claimedAt'> {
  readonly schema: 2;
  /** The position of the first event; the others follow it. */
  readonly first: number;
  readonly commands: readonly CommandEvents[];
}

/** Pages of events, as a transaction appends them. */
export const eventPageTable: PageTable<ProvenanceEvent> = {
  name: eventPages,
  itemsMax: limits.eventsPerPageMax,
  bytesMax: Infinity,
  encode: encodeEventPage,
};

/**
 * Writes consecutive events of one transaction, at least one, as a page.
 * Those that name the very same `command` object are one command's.
 */
export function encodeEventPage(events: readonly ProvenanceEvent[]): string {
  const [head] = events;
  if (head === undefined) throw new TypeError('an event page holds an event');
  const commands: CommandEvents[] = [];
  let present: ProvenanceEvent['command'] | undefined;
  for (const event of events) {
    const { schema, transaction, claimedAt, position, officer, command, purpose, basis, ...own } = event;
    if (command !== present) commands.push({ officer, command, purpose, basis, events: [] });
    present = command;
    commands.at(-1)?.events.push(own);
  }
  const { transaction, claimedAt, position: first } = head;
  const page: EventPage = { schema: 2, transaction, claimedAt, first, commands };
  return canonicalJson(page);
}

/**
 * Reads a page of any version. Only its outline is checked: the ledger holds what the contracts wrote.
 * @returns whole events, in their order.
 * @throws {Refusal} `stored-value-invalid` for what is no page.
 */
export function readEventPage(bytes: Uint8Array): ProvenanceEvent[] {
  const page = parse(bytes);
  if (Array.isArray(page) && page.every(isEvent)) return page as ProvenanceEvent[];
  if (!isPage(page)) throw new Refusal('stored-value-invalid', 'a stored event page cannot be read');
  const { transaction, claimedAt } = page;
  let position = page.first;
  return page.commands.flatMap(({ events, ...shared }) =>
    events.map((own) => ({ schema: 1, ...own, ...shared, transaction, claimedAt, position: position++ })),
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'));
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** What every event of either version has of its own. */
function isEvent(value: unknown): boolean {
  return isObject(value) && typeof value['type'] === 'string' && isObject(value['subject']);
}

function isPage(value: unknown): value is EventPage {
  return (
    isObject(value) &&
    value['schema'] === 2 &&
    typeof value['transaction'] === 'string' &&
    typeof value['claimedAt'] === 'string' &&
    Number.isInteger(value['first']) &&
    Array.isArray(value['commands']) &&
    value['commands'].every(
      (command) =>
        isObject(command) &&
        isObject(command['officer']) &&
        isObject(command['command']) &&
        Array.isArray(command['events']) &&
        command['events'].every(isEvent),
    )
  );
}
