// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readAssessment, readRequirements } from './assessment';
import { asvsPage } from './page';

const root = join(__dirname, '../../..');
const data = join(root, 'scripts/asvs');
writeFileSync(join(root, 'docs/asvs.md'), asvsPage(readRequirements(data), readAssessment(data)));
