// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityPage } from './authority-page';

writeFileSync(join(__dirname, '../../../../docs/authority.md'), authorityPage());
