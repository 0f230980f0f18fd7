// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { unhealthy } from './health';
import type { ProcessDefinition, ProcessTable } from './process-table';
import { until } from './until';

const healthySeconds = 60;

/**
 * Starts the processes that are not running, and waits until all are healthy.
 * @throws Error with the tail of the log when a process has exited, or with the failing check on a timeout.
 */
export async function startHealthy(
  table: ProcessTable,
  definitions: readonly ProcessDefinition[],
): Promise<void> {
  for (const definition of definitions) {
    mkdirSync(definition.folder, { recursive: true, mode: 0o700 });
    table.start(definition);
  }
  await Promise.all(
    definitions.map((definition) =>
      until(`${definition.name} is healthy`, () => notYetHealthy(table, definition), {
        seconds: healthySeconds,
      }),
    ),
  );
}

/** Throws with the tail of the log if a process has exited, since it will not become healthy. */
async function notYetHealthy(
  table: ProcessTable,
  { name, health }: ProcessDefinition,
): Promise<string | undefined> {
  if (table.running(name) === undefined) {
    throw new Error(`${name} ended (${table.logFile(name)}):\n${table.lastWords(name)}`);
  }
  return unhealthy(health);
}
