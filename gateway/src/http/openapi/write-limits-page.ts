// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsPage } from './limits-page';

writeFileSync(join(__dirname, '../../../../docs/limits.md'), limitsPage());
