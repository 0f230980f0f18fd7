// SPDX-License-Identifier: Apache-2.0
import { forkAcknowledgements, logHeads, logKeys, logResets } from '@guidang/chaincode/model';
import { keys } from '../keys';
import { projectTable } from '../table';

/**
 * The ledger has one row with the newest head; all anchored heads are kept by size. One that a reset has gone back to
 * has no note, and is kept since it was anchored.
 */
const headTable = projectTable(logHeads, {
  alsoAt: (head) => (head.checkpoint === '' ? undefined : keys.head(head)),
});

export const logModule = {
  tables: [projectTable(logKeys), headTable, projectTable(logResets), projectTable(forkAcknowledgements)],
  indexes: {},
};
