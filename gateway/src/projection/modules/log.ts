// SPDX-License-Identifier: Apache-2.0
import { logHeads, logKeys } from '@guidang/chaincode/model';
import { keys } from '../keys';
import { projectTable } from '../table';

/** The ledger has one row with the newest head; earlier anchored heads are kept by size. */
const headTable = projectTable(logHeads, { alsoAt: ({ size }) => keys.head(size) });

export const logModule = { tables: [projectTable(logKeys), headTable], indexes: {} };
