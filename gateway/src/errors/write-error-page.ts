// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorPage } from './error-page';

writeFileSync(join(__dirname, '../../../docs/errors.md'), errorPage());
