// SPDX-License-Identifier: Apache-2.0
import { logHeads, logKeys } from '@guidang/chaincode/model';
import { keys } from '../keys';
import { projectTable } from '../table';

/** The ledger has one row for the newest head; those that were anchored before are kept by size. */
const headTable = projectTable(logHeads, { alsoAt: ({ size }) => keys.head(size) });

export const logModule = { tables: [projectTable(logKeys), headTable], indexes: {} };
