// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitsPage } from './limits-page';

it('docs/limits.md says the limits that hold', () => {
  const page = readFileSync(join(__dirname, '../../../../docs/limits.md'), 'utf8');
  // Prettier aligns tables.
  const plain = (text: string): string => text.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');
  expect(plain(page)).toBe(plain(limitsPage()));
});
