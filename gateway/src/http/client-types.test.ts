// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientTypesHead } from './client-types';

it('the types of the client are those of the API, as they were made', () => {
  const file = readFileSync(join(__dirname, '../../client/src/api-types.ts'), 'utf8');
  const head = file.split('\n').slice(0, 4).join('\n');
  const types = file.slice(head.length + 1);
  expect(`${head}\n`).toBe(clientTypesHead(types));
});
