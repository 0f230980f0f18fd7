// SPDX-License-Identifier: Apache-2.0
import type { ProjectedTable } from '../table';
import { caseModule } from './case';
import { creditModule } from './credit';
import { licenceModule } from './licence';
import { logModule } from './log';
import { matterModule } from './matter';
import { recordModule } from './record';
import { registryModule } from './registry';

/** What is projected, by concept. A new table is a new file and a line here, or a line in its concept's file. */
export const modules = {
  case: caseModule,
  credit: creditModule,
  licence: licenceModule,
  log: logModule,
  matter: matterModule,
  record: recordModule,
  registry: registryModule,
};

/** Tables that are missing here (command receipts, counters) are not projected. */
const tables = new Map<string, ProjectedTable>(
  Object.values(modules).flatMap((module) => module.tables.map((table) => [table.name, table] as const)),
);

export function projectedTable(name: string): ProjectedTable | undefined {
  return tables.get(name);
}
