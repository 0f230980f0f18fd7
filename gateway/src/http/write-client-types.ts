// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import openapiTypes, { astToString } from 'openapi-typescript';
import { clientTypesHead, describedForClient } from './client-types';

async function main(): Promise<void> {
  const types = astToString(await openapiTypes(describedForClient(), { alphabetize: true }));
  writeFileSync(join(__dirname, '../../client/src/api-types.ts'), `${clientTypesHead(types)}${types}`);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
