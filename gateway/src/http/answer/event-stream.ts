// SPDX-License-Identifier: Apache-2.0
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { Input } from '../route';
import type { EventEntry } from '../../application/event/api';
import { optional } from '../../common/optional';
import { shownTo } from '../../application/event/shown';
import type { ClosedEvent } from '../../application/event/shown';
import { wholeNumber } from '../shared-schemas';
import { recordUse } from '../recorded-search';
import type { Searching, Use } from '../recorded-search';
import { validate } from '../request/validate';
import { toProblem } from './to-problem';
import { demandRole } from '../session/sign-in';
import { signInRecheckMs } from '../session/long-answer';

/** Milliseconds after which a disconnected client reconnects. */
const reconnectMs = 2_000;

const lastEventSchema = wholeNumber(0, Number.MAX_SAFE_INTEGER - 1).optional();

/**
 * Streams server-sent events (WHATWG HTML section 9.2). The next event is requested only once the last one is in the
 * socket's buffer, so a slow reader costs one event of memory; a stalled one is disconnected and can resume where it
 * was.
 */
export async function streamEvents(input: Following): Promise<undefined> {
  const { services, config, request, response, query, recheck, inSlices } = input;
  const last = validate(lastEventSchema, request.headers['last-event-id'], 'header/last-event-id');
  const from = last === undefined ? (query.from ?? (await services.events.nextSequence())) : last + 1;
  const isAll = await seesAll(input, { ...query, filters: { from: String(from), ...textsOf(query) } });
  const tell = tellerOf(input, isAll);
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-store',
    // Buffering proxies would delay events.
    'X-Accel-Buffering': 'no',
  });
  // A client disconnected before its first event still resumes from this position.
  response.write(`retry: ${reconnectMs}\n${positionAt(from - 1)}\n`);
  // Of the last event that was looked at, told or not.
  let position = from - 1;
  const heartbeat = setInterval(() => {
    // An id without data moves where its reader resumes, and is no event to it.
    if (!response.writableNeedDrain) response.write(`: still here\n${positionAt(position)}\n`);
  }, config.heartbeatMs);
  const signedOut = new AbortController();
  const signal = AbortSignal.any([input.signal, signedOut.signal, AbortSignal.timeout(config.streamLifeMs)]);
  const signInCheck = setInterval(() => {
    recheck().catch((error: unknown) => {
      signedOut.abort(error);
    });
  }, signInRecheckMs);
  try {
    // What filters leave out does not wait for its reader: years of it may go by at once.
    for await (const event of inSlices(services.events.follow(from, signal))) {
      const told = await tell(event);
      // Of what is left out it moves with the next heartbeat.
      position = event.sequence;
      if (told !== undefined && !response.write(frame(told))) {
        await drained(response, config.streamStallMs, signal);
      }
    }
    signedOut.signal.throwIfAborted();
    response.end(position < from ? '' : `${positionAt(position)}\n`);
  } catch (error) {
    // The reader stalled, is no longer signed in, or the source failed after the head was sent: an aborted connection
    // makes the client reconnect, and sign in again.
    const isOver = signal.aborted && !signedOut.signal.aborted;
    response.destroy();
    if (!isOver) throwFault(signedOut.signal.aborted ? signedOut.signal.reason : error);
  } finally {
    clearInterval(heartbeat);
    clearInterval(signInCheck);
  }
  return undefined;
}

type Following = Input<unknown, Use & EventFilters & { readonly from?: number | undefined }, unknown>;

/** Which events a stream tells. */
interface EventFilters {
  /** Of any of these types. */
  readonly type?: readonly string[] | undefined;
  /** About this subject, as far as its reader sees what they are about. */
  readonly subject?: string | undefined;
  /** The own department's acts and subjects only. */
  readonly own?: true | undefined;
}

function textsOf({ type, subject, own }: EventFilters): Readonly<Record<string, string>> {
  return optional({ type: type?.join(','), subject, own: own && 'true' });
}

/** What is told of an event; nothing of one that the filters leave out. */
type Telling = (event: EventEntry) => Promise<EventEntry | ClosedEvent | undefined>;

function tellerOf(
  { services, caller, query: { type, subject, own }, recheck }: Following,
  isAll: boolean,
): Telling {
  return async (event) => {
    if (type?.includes(event.type) === false) return undefined;
    // The revocation of its own reader is the first event that a stream no longer shows.
    await recheck();
    const shown = isAll && own !== true ? event : await shownTo(caller, event, services.records);
    if (shown === event) {
      return subject === undefined || event.subject.id === subject ? services.events.named(event) : undefined;
    }
    // What is hidden of others' events may not decide whether they are told: that would confirm a guess.
    return own === true || subject !== undefined ? undefined : shown;
  };
}

/** The events that an auditor asks for, and why. */
interface AuditedEvents extends Use {
  readonly filters: Readonly<Record<string, string>>;
}

/**
 * Whether the caller, an auditor, sees all of all events, which is recorded first.
 * @throws {Problem} `method-not-allowed` for HEAD, `role-missing`, `purpose-required`.
 */
export async function seesAll(searching: Searching, asked: AuditedEvents): Promise<boolean> {
  if (asked.purpose === undefined && asked.basis === undefined) return false;
  await recordAudit(searching, asked);
  return true;
}

/**
 * Records that an auditor sees all of these events.
 * @throws {Problem} `method-not-allowed` for HEAD, `role-missing`, `purpose-required`.
 */
export async function recordAudit(
  { services, caller, request, write }: Searching,
  { filters, ...use }: AuditedEvents,
): Promise<void> {
  demandRole(['auditor'], caller, undefined);
  const asAuditor = { services, caller, request, write: { ...write, role: 'auditor' as const } };
  await recordUse(asAuditor, { list: 'events', filters }, use);
}

/** The line of a position; there is none before the first event. */
function positionAt(sequence: number): string {
  return sequence < 0 ? '' : `id: ${sequence}\n`;
}

function frame(event: EventEntry | ClosedEvent): string {
  return `id: ${event.sequence}\nevent: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`;
}

/** That a reader stalls or is signed out is no fault: any other error goes where those of all requests do. */
function throwFault(thrown: unknown): void {
  if (thrown instanceof ReaderStalled || toProblem(thrown).status < 500) return;
  throw thrown instanceof Error ? thrown : new Error(String(thrown));
}

class ReaderStalled extends Error {}

async function drained(response: ServerResponse, stallMs: number, signal: AbortSignal): Promise<void> {
  const stalled = AbortSignal.timeout(stallMs);
  try {
    await once(response, 'drain', { signal: AbortSignal.any([signal, stalled]) });
  } catch (error) {
    if (stalled.aborted) throw new ReaderStalled();
    throw error;
  }
}
