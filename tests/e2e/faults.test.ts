// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../support/on-path';
import { outputOf, startScript } from '../support/script-process';

const roundsMs = 900_000;

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
const canFill = required || canMount();
const canInject = required || onPath('gcc');
const injected = ['enospc', 'short', 'fsync'];

/** Hits the stores whose torn record would hide most: outbox and wallet, the query store, the ledger. */
const seed = '1726';

interface Round {
  readonly drawn: { readonly kind: string };
}

describe('a disk that fails under load: nothing promised is lost or doubled, and /readyz tells the truth', () => {
  let rounds: readonly Round[] = [];
  let said = '';

  beforeAll(async () => {
    const kinds = [...(canFill ? ['full'] : []), ...(canInject ? injected : [])];
    if (kinds.length === 0) return;
    const options = kinds.flatMap((kind) => ['--kind', kind]);
    const { stdout, stderr } = await outputOf(
      startScript('faults.ts', {}, ...options, '--seed', seed, '--json'),
    );
    said = stderr;
    rounds = stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Round);
  }, roundsMs);

  (canFill ? it : it.skip)('because it is full', () => {
    demandRight('full');
  });

  (canInject ? it : it.skip).each(injected)('with %s', demandRight);

  function demandRight(kind: string): void {
    const round = rounds.find(({ drawn }) => drawn.kind === kind);
    expect({ said, round }).toEqual({
      said: expect.stringContaining(`${kind}-0: `) as string,
      round: expect.objectContaining({
        happened: true,
        lost: [],
        doubled: [],
        findings: [],
        untruths: [],
      }) as unknown,
    });
  }
});
