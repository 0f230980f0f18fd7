// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import { inParallel } from './in-parallel';
import { OtherAnswer } from './load/http-callers';
import type { HttpCallers } from './load/http-callers';
import { recordContent } from './record-content';
import type { Stand } from './stand';
import { median, repeated, timed } from './statistics';

export interface History {
  /** Events of the two records; the smaller one has a hundred. */
  readonly events: number;
  readonly madePerSecond: number;
  /** Medians of each round, in milliseconds. */
  readonly rounds: readonly { readonly fewMs: number; readonly manyMs: number }[];
  readonly ratio: number;
}

interface HistoryOptions {
  readonly stand: Stand;
  /** Target number of events of the larger history. */
  readonly events: number;
  /** It has fewer if the time is over first. */
  readonly withinMs: number;
  readonly rounds: number;
}

const few = 100;
const pagesPerRound = 100;
const concurrency = 200;
function pageOf(id: string): string {
  return `/api/v1/records/${id}/history?limit=100`;
}

/**
 * Compares a page of the history of a record with very many reads to one of a record with a hundred events,
 * alternating.
 */
export async function measureHistory(options: HistoryOptions): Promise<History> {
  const { stand, events, withinMs } = options;
  const callers = await stand.callers(concurrency);
  const reader = await stand.callersAs(officers.eastRegistrar, 1);
  try {
    const ids = { few: await makeRecord(callers), many: await makeRecord(callers) };
    await recordAccesses(callers, ids.few, { count: few - 1, withinMs });
    let made = { count: 0, block: 0 };
    const tookMs = await timed(async () => {
      made = await recordAccesses(callers, ids.many, { count: events - 1, withinMs });
    });
    await readable(reader, pageOf(ids.many), made.block);
    const rounds = await repeated(options.rounds, async () => ({
      fewMs: await medianMs(reader, pageOf(ids.few), pagesPerRound),
      manyMs: await medianMs(reader, pageOf(ids.many), pagesPerRound),
    }));
    return {
      events: made.count + 1,
      madePerSecond: Math.round((made.count * 1000) / tookMs),
      rounds,
      ratio: median(rounds.map(({ fewMs, manyMs }) => manyMs / fewMs)),
    };
  } finally {
    await callers.close();
    await reader.close();
  }
}

/** Creates a record by one officer. @returns its identifier. */
export async function makeRecord(callers: HttpCallers): Promise<string> {
  const created = JSON.parse(await callers.post(0, '/api/v1/records', recordContent())) as { id: string };
  return created.id;
}

/**
 * Reads one record by many officers; each read is an event of its history. @returns the number of reads, and the last
 * one's block.
 */
export async function recordAccesses(
  callers: HttpCallers,
  id: string,
  { count, withinMs }: { readonly count: number; readonly withinMs: number },
): Promise<{ readonly count: number; readonly block: number }> {
  const deadline = Date.now() + withinMs;
  const made = { count: 0, block: 0 };
  const access = { purpose: 'case-review', basis: 'archives-law:28' };
  const callersAtOnce = Array.from({ length: Math.min(concurrency, count) }, (_, caller) => caller);
  let begun = 0;
  await inParallel(callersAtOnce, concurrency, async (caller) => {
    while (begun < count && Date.now() < deadline) {
      begun += 1;
      const answer = await callers.post(caller, `/api/v1/records/${id}/accesses`, access);
      const { block } = JSON.parse(answer) as { block: number };
      made.count += 1;
      made.block = Math.max(made.block, block);
    }
  });
  return made;
}

/** Waits until the gateway's reads include a block. */
export async function readable(reader: HttpCallers, path: string, block: number): Promise<void> {
  await until(`block ${block} is readable`, () =>
    reader.get(0, `${path}${path.includes('?') ? '&' : '?'}min-block=${block}`).catch(unlessBehind),
  );
}

/** The median duration of sequential requests. */
export async function medianMs(reader: HttpCallers, path: string, count: number): Promise<number> {
  return median(await repeated(count, () => timed(() => reader.get(0, path))));
}

function unlessBehind(error: unknown): undefined {
  if (error instanceof OtherAnswer && error.code === 'projection-behind') return undefined;
  throw error;
}
