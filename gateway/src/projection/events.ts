// SPDX-License-Identifier: Apache-2.0
import { eventId, transactionCode } from '@guidang/chaincode/model';
import type { ProvenanceEvent, Subject } from '@guidang/chaincode/model';
import { readSeededEventPage } from '@guidang/chaincode/proof';
import { pageOf } from './find';
import { keys, numberOf } from './keys';
import type { Key, KeySpace } from './keys';
import { recordIn, recordPlace } from './pages';
import type { Projection } from './projection';
import type { EventRun } from './stored';

/** An event, its position among all events of the ledger, and its block. */
export interface StoredEvent {
  readonly event: ProvenanceEvent;
  readonly sequence: number;
  readonly block: number;
  readonly blockHash: string;
  /** Of its transaction; none where its page is of an older version. */
  readonly seed: string | undefined;
}

/** An event's position, and that of the first event in its run. */
interface EventPlace {
  readonly sequence: number;
  readonly run: number;
}

const runsAtOnce = 16;

/** Finds an event by its identifier. */
export async function findEvent(projection: Projection, id: string): Promise<StoredEvent | undefined> {
  const [transaction = '', position = ''] = id.split('-');
  if (!/^[0-9a-f]{64}$/.test(transaction)) return undefined;
  const start = await projection.get(keys.transaction(transactionCode(transaction)));
  if (start === undefined) return undefined;
  const run = await lastRunUpTo(projection, start[0] + Number(position));
  return run?.find(({ event }) => eventId(event) === id);
}

/**
 * A subject's events, oldest first. The cost grows with the page, not with the history.
 * @returns undefined when the subject has no events at all.
 */
export async function historyOf(
  projection: Projection,
  subject: Subject,
  { after, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<{ readonly events: readonly StoredEvent[]; readonly more: boolean } | undefined> {
  const brought = after === undefined ? await broughtBy(projection, subject) : undefined;
  const first = brought === undefined ? [] : [brought];
  const page = await projection.range(keys.histories(subject), {
    limit: limit - first.length,
    after: after === undefined ? undefined : keys.history(subject, after),
  });
  if (after === undefined && first.length + page.items.length === 0 && !page.more) return undefined;
  const places = page.items.map(({ key, value }) => ({ sequence: numberOf(key), run: value }));
  return { events: [...first, ...(await eventsAt(projection, places))], more: page.more };
}

/** Streams the events in a range of positions, in order; with a type, reads only the runs that contain it. */
export async function* eventsBetween(
  projection: Projection,
  from: number,
  { before, type }: { readonly before: number; readonly type?: string | undefined },
): AsyncGenerator<StoredEvent> {
  const { space, keyOf } = runsWith(type);
  // The run that contains the first event may begin before it.
  const begun = await projection.range(space, { limit: 1, reverse: true, after: keyOf(from + 1) });
  const first = numberOf(begun.items[0]?.key ?? '');
  let after = first === 0 ? undefined : keyOf(first - 1);
  for (let more = true; more;) {
    const page = await projection.range(space, { limit: runsAtOnce, after });
    const runs = page.items.map(({ key }) => numberOf(key)).filter((run) => run < before);
    for (const event of (await readRuns(projection, runs)).flat()) {
      const wanted = type === undefined || event.event.type === type;
      if (wanted && event.sequence >= from && event.sequence < before) yield event;
    }
    more = page.more && runs.length === page.items.length;
    after = page.items.at(-1)?.key;
  }
}

/**
 * The newest events of some types before a position, newest first, out of a few runs.
 * @returns with the position before which to go on; none at the start of the log.
 */
export async function newestBefore(
  projection: Projection,
  before: number,
  types: readonly string[],
): Promise<{ readonly events: readonly StoredEvent[]; readonly next: number | undefined }> {
  const lists = await Promise.all(
    types.map((type) =>
      projection.range(keys.runsOf(type), {
        limit: runsAtOnce,
        reverse: true,
        after: keys.runOf(type, before),
      }),
    ),
  );
  const found = new Set(lists.flatMap(({ items }) => items.map(({ key }) => numberOf(key))));
  const runs = [...found].sort((one, other) => other - one);
  const read = runs.slice(0, runsAtOnce);
  const events = (await readRuns(projection, read)).flat().filter(({ event }) => types.includes(event.type));
  const isLast = read.length === runs.length && lists.every(({ more }) => !more);
  return {
    events: events
      .filter(({ sequence }) => sequence < before)
      .sort((one, other) => other.sequence - one.sequence),
    next: isLast ? undefined : read.at(-1),
  };
}

/** The key space that lists the runs, all of them or those with an event of a type. */
function runsWith(type: string | undefined): {
  readonly space: KeySpace<unknown>;
  readonly keyOf: (run: number) => Key<unknown>;
} {
  if (type === undefined) return { space: keys.runs(), keyOf: keys.run };
  return { space: keys.runsOf(type), keyOf: (run) => keys.runOf(type, run) };
}

/** The event that created a record; the record's page points to it, since no history entry does. */
export async function broughtBy(
  projection: Projection,
  { kind, id }: Subject,
): Promise<StoredEvent | undefined> {
  const page = kind === 'record' ? await pageOf(projection, id) : undefined;
  if (page === undefined || recordIn(page, id) === undefined) return undefined;
  const event = page.about.created[recordPlace(id)?.place.slot ?? 0] ?? undefined;
  if (event === undefined) return undefined;
  const sequence = page.about.firstEvent + event;
  return (await lastRunUpTo(projection, sequence))?.find((one) => one.sequence === sequence);
}

/** The run with the greatest first position not above this one. */
async function lastRunUpTo(projection: Projection, sequence: number): Promise<StoredEvent[] | undefined> {
  const found = await projection.range(keys.runs(), {
    limit: 1,
    reverse: true,
    after: keys.run(sequence + 1),
  });
  const [run] = found.items;
  return run && eventsOf(numberOf(run.key), run.value);
}

async function eventsAt(projection: Projection, places: readonly EventPlace[]): Promise<StoredEvent[]> {
  const runs = await readRuns(projection, [...new Set(places.map(({ run }) => run))]);
  const bySequence = new Map(runs.flat().map((event) => [event.sequence, event]));
  return places.flatMap(({ sequence }) => bySequence.get(sequence) ?? []);
}

async function readRuns(projection: Projection, runs: readonly number[]): Promise<StoredEvent[][]> {
  const read = await projection.getMany(runs.map((run) => keys.run(run)));
  return read.map((run, index) => (run === undefined ? [] : eventsOf(runs[index] ?? 0, run)));
}

function eventsOf(first: number, { about, bytes }: EventRun): StoredEvent[] {
  const { items, seed } = readSeededEventPage(bytes);
  return items.map((event, index) => ({ event, sequence: first + index, ...about, seed }));
}
