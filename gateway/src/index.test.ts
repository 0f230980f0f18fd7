// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');

it('writes nothing when it is imported, though it brings the contracts with it', () => {
  const { CORE_CHAINCODE_LOGGING_LEVEL: _, ...env } = process.env;
  const written = execFileSync(
    process.execPath,
    ['-r', join(root, '.config', 'typescript-hook.cjs'), join(__dirname, 'index.ts')],
    { env, encoding: 'utf8' },
  );
  expect(written).toBe('');
}, 120_000);
