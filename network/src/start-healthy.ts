// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { unhealthy } from './health';
import type { ProcessDefinition, ProcessTable } from './process-table';
import { until } from './until';

const healthySeconds = 60;

/**
 * Starts processes that do not run yet, and waits until all are healthy.
 * @throws Error with the last words of a process that ended, or with what is wrong when the time is over.
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

/** A process that has ended will not get healthy: its last words say why. */
async function notYetHealthy(
  table: ProcessTable,
  { name, health }: ProcessDefinition,
): Promise<string | undefined> {
  if (table.running(name) === undefined) {
    throw new Error(`${name} ended (${table.logFile(name)}):\n${table.lastWords(name)}`);
  }
  return unhealthy(health);
}
