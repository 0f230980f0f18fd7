// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { matterDefinitionSchema } from '../model';
import type { MatterDefinition } from '../model';

/** The matters that ship, as departments keep them: a file each (`npm run matter`). */
export const matterFolder = join(__dirname, '..', '..', 'matters');

/** One of them, by its file. */
export function readMatter(file: string): MatterDefinition {
  return matterDefinitionSchema.parse(parse(readFileSync(join(matterFolder, file), 'utf8')));
}

/** 不动产转移登记（买卖）: 受理, 初审, 复审, 核定, 登簿, then the fee and the new certificate. Shared by all regions. */
export const realEstateTransfer: MatterDefinition = readMatter('real-estate-transfer.yaml');
