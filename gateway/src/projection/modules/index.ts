// SPDX-License-Identifier: Apache-2.0
import type { ProjectedTable } from '../table';
import { caseModule } from './case';
import { licenceModule } from './licence';
import { logModule } from './log';
import { matterModule } from './matter';
import { recordModule } from './record';
import { registryModule } from './registry';

/** What is projected, concept by concept. Another table is a file here and a line below, or a line in its concept's file. */
export const modules = {
  case: caseModule,
  licence: licenceModule,
  log: logModule,
  matter: matterModule,
  record: recordModule,
  registry: registryModule,
};

/** Of tables that are not among them (command receipts, counters) nothing is projected. */
const tables = new Map<string, ProjectedTable>(
  Object.values(modules).flatMap((module) => module.tables.map((table) => [table.name, table] as const)),
);

export function projectedTable(name: string): ProjectedTable | undefined {
  return tables.get(name);
}
