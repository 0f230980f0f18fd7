// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { matterFolder } from '@guidang/chaincode/sample';
import { readMatter } from './read-matter';

/** A matter that ships, for tests. */
export function shipped(name: string): MatterDefinition {
  const file = join(matterFolder, `${name}.yaml`);
  const { definition } = readMatter(readFileSync(file));
  if (definition === undefined) throw new Error(`${file} holds no matter`);
  return definition;
}
