// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import type { ProvenanceEvent } from '@guidang/chaincode/model';
import { hashLeaf, leafOf, RightEdge } from '@guidang/gateway/merkle';
import type { PlacedEvent } from '@guidang/gateway/merkle';
import { OtherAnswer } from '../load/http-callers';
import type { HttpCallers } from '../load/http-callers';
import { recordContent } from '../record-content';

/** As many leaves as a block of creates. */
const leavesAtOnce = 100;
const repetitions = 200;

/**
 * The log's share of a gateway's processor time for a write, in microseconds per leaf: encoding, hashing and appending
 * it.
 * @param events as the ledger has them.
 */
export function leafMicroseconds(events: readonly PlacedEvent[]): number {
  append(events);
  const before = process.cpuUsage();
  for (let repetition = 0; repetition < repetitions; repetition += 1) append(events);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / (repetitions * events.length);
}

function append(events: readonly PlacedEvent[]): void {
  let edge = RightEdge.ofNothing;
  for (let first = 0; first < events.length; first += leavesAtOnce) {
    const leaves = events.slice(first, first + leavesAtOnce).map((event) => hashLeaf(leafOf(event)));
    ({ edge } = edge.grow(leaves));
  }
}

/** The events of records that are created now: the gateway makes leaves of them. */
export async function newEvents(callers: HttpCallers): Promise<PlacedEvent[]> {
  const created = await Promise.all(
    Array.from({ length: leavesAtOnce }, (_, caller) =>
      callers.post(caller, '/api/v1/records', recordContent()),
    ),
  );
  const written = created.map((answer) => JSON.parse(answer) as { transaction: string; block: number });
  const blocks = new Map(written.map(({ transaction, block }) => [transaction, block]));
  const events = await Promise.all([...blocks].map((transaction) => eventsOf(callers, ...transaction)));
  return events.flat();
}

async function eventsOf(callers: HttpCallers, transaction: string, minBlock: number): Promise<PlacedEvent[]> {
  const events: PlacedEvent[] = [];
  for (;;) {
    const path = `/api/v1/events/${transaction}-${events.length}?min-block=${minBlock}`;
    const answer = await callers.get(0, path).catch((error: unknown) => {
      if (error instanceof OtherAnswer && error.code === 'not-found') return undefined;
      throw error;
    });
    if (answer === undefined) return events;
    const { id, sequence, block, ...event } = JSON.parse(answer) as ProvenanceEvent & Place;
    // The answer has neither hash nor seed; others cost the same.
    events.push({
      event,
      block,
      blockHash: randomBytes(32).toString('hex'),
      seed: randomBytes(16).toString('hex'),
    });
  }
}

interface Place {
  readonly id: string;
  readonly sequence: number;
  readonly block: number;
}
