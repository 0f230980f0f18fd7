// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { authorityPage } from './authority-page';

it('is what docs/authority.md shows', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/authority.md'), 'utf8');
  expect(page).toBe(authorityPage());
});
