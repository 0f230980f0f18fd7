// SPDX-License-Identifier: Apache-2.0
import { creditEntries, creditIdOf } from '@guidang/chaincode/model';
import { textIndex } from '../index-handle';
import { projectTable, toldByVersion } from '../table';

const indexes = { on: textIndex(creditEntries, 'on', ({ on }) => [on.id]) };

/** Entries on credit, also those that were lifted. */
const creditTable = projectTable(creditEntries, {
  order: ({ at }) => at,
  indexes: [indexes.on],
  told: (entry) => toldByVersion({ kind: 'credit', id: creditIdOf(entry) }, entry.version),
});

export const creditModule = { tables: [creditTable], indexes };
