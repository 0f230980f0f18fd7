// SPDX-License-Identifier: Apache-2.0
import { currentMatters, matters } from '@guidang/chaincode/model';
import { projectTable } from '../table';

// After a release of its code, what is current has another key; there is one at a time.
const currentTable = projectTable(currentMatters, { partsOf: ({ id }) => [id] });

/** Each version of a matter is a row of its own. */
export const matterModule = { tables: [projectTable(matters), currentTable], indexes: {} };
