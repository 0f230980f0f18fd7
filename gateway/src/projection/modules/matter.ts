// SPDX-License-Identifier: Apache-2.0
import { currentMatters, matters } from '@guidang/chaincode/model';
import { projectTable } from '../table';

/** Each version of a matter is a row of its own. */
export const matterModule = { tables: [projectTable(matters), projectTable(currentMatters)], indexes: {} };
