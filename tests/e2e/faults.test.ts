// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../support/on-path';
import { outputOf, startScript } from '../support/script-process';

jest.setTimeout(600_000);

/** Whether this process may mount a file system. */
function canMount(): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'guidang-mount-'));
  try {
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'guidang-mount', folder]);
    if (status === 0) spawnSync('umount', [folder]);
    return status === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** What cannot run here is skipped by name, unless it is required. */
const required = process.env['GUIDANG_REQUIRE_FABRIC'] === '1';
const injects = required || onPath('gcc') ? it : it.skip;
const fills = required || canMount() ? it : it.skip;

/** Stores whose torn record would hide most: outbox and wallet, the query store, the ledger. */
const seed = '1726';

describe('a disk that fails under load: nothing promised is lost or doubled, and /readyz tells the truth', () => {
  fills('because it is full', () => rounds('full'));
  injects.each(['enospc', 'short', 'fsync'])('with %s', rounds);
});

async function rounds(kind: string): Promise<void> {
  const script = startScript('faults.ts', {}, '--kind', kind, '--seed', seed, '--json');
  const { status, stdout, stderr } = await outputOf(script);
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: expect.stringMatching(/: all right\n$/u) as string,
  });
  expect(JSON.parse(stdout)).toMatchObject({
    happened: true,
    lost: [],
    doubled: [],
    findings: [],
    untruths: [],
  });
}
