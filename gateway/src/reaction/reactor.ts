// SPDX-License-Identifier: Apache-2.0
import type { Level } from 'level';
import type { EventEntry, EventQueries } from '../application/event/api';
import { BackOff } from '../common/back-off';

/** What a gateway does by itself after an event. It may be called again for the same event: one effect only. */
export interface Reaction {
  readonly name: string;
  /** The type of the events that it looks at; others are not even read. */
  readonly type: string;
  /** Asked of events of that type only. */
  wants(event: EventEntry): boolean;
  react(event: EventEntry): Promise<void>;
}

export interface ReactorOptions {
  readonly events: EventQueries;
  readonly store: Level;
  readonly reaction: Reaction;
  /** Told of each failed attempt; the reactor tries again. */
  readonly onFailure: (reaction: string, event: EventEntry, error: unknown) => void;
}

const unsavedEventsMax = 1_000;
const backOffLimits = { firstMs: 200, maximumMs: 15_000 };

/**
 * Runs a reaction over its events in the ledger's order, each until it succeeds, and remembers how far it came, so
 * that a restart forgets nothing.
 */
export async function runReactor(options: ReactorOptions, signal: AbortSignal): Promise<void> {
  const { events, store, reaction } = options;
  const progress = store.sublevel<string, number>('reaction', { valueEncoding: 'json' });
  let saved = (await progress.get(reaction.name)) ?? 0;
  for await (const event of events.follow(saved, signal, reaction.type)) {
    const wanted = reaction.wants(event);
    if (wanted && !(await reactUntilDone(options, event, signal))) return;
    // A reaction that wants few must not read all of them again at each start.
    if (!wanted && event.sequence - saved < unsavedEventsMax) continue;
    saved = event.sequence + 1;
    await progress.put(reaction.name, saved);
  }
}

async function reactUntilDone(
  { reaction, onFailure }: ReactorOptions,
  event: EventEntry,
  signal: AbortSignal,
): Promise<boolean> {
  const backOff = new BackOff(backOffLimits);
  while (!signal.aborted) {
    try {
      await reaction.react(event);
      return true;
    } catch (error) {
      onFailure(reaction.name, event, error);
      await backOff.wait(signal);
    }
  }
  return false;
}
