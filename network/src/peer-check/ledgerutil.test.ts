// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyBlockStore } from './block-store';
import { compareSnapshots } from './compare-snapshots';
import type { Snapshot } from './snapshot';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'guidang-ledgerutil-test-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** A fake ledgerutil that runs this script, with `$output` as the output folder. */
function ledgerutil(script: string): string {
  const file = join(folder, 'ledgerutil');
  const findOutput = 'while [ "$1" != --outputDir ]; do shift; done; output=$2';
  writeFileSync(file, `#!/bin/sh\n${findOutput}\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}

function result(name: string, file: string, value: unknown): string {
  return `mkdir "$output/${name}"; printf '%s' '${JSON.stringify(value)}' > "$output/${name}/${file}"`;
}

describe('the check of a block store', () => {
  it('finds nothing when ledgerutil finds nothing', async () => {
    const program = ledgerutil(result('records_verification_result', 'blocks.json', []));
    await expect(verifyBlockStore(program, folder)).resolves.toEqual([]);
  });

  it('names the blocks that ledgerutil names', async () => {
    const faults = [{ blockNum: 7, valid: false, errors: ['DataHash mismatch', 'PreviousHash mismatch'] }];
    const program = ledgerutil(
      `${result('records_verification_result', 'blocks.json', faults)}; echo found; exit 1`,
    );
    await expect(verifyBlockStore(program, folder)).resolves.toEqual([
      { where: 'block 7', problem: 'DataHash mismatch, PreviousHash mismatch' },
    ]);
  });

  it.each(['', 'mkdir "$output/x"; printf "[{" > "$output/x/blocks.json";'])(
    "reports ledgerutil's last output when it cannot read all blocks (%j)",
    async (before) => {
      const program = ledgerutil(`${before} echo "Verify Ledger Error: unexpected EOF"; exit 1`);
      await expect(verifyBlockStore(program, folder)).resolves.toEqual([
        { where: 'block store', problem: expect.stringContaining('unexpected EOF') as string },
      ]);
    },
  );
});

describe('the comparison of snapshots', () => {
  const snapshot = (organisation: string, of: Partial<Snapshot> = {}): Snapshot => ({
    organisation,
    folder: join(folder, organisation),
    height: 12,
    hash: 'aa',
    commitHash: 'cc',
    files: { 'public_state.data': '11', 'txids.data': '22' },
    ...of,
  });
  const silent = (): string => ledgerutil('exit 2');

  it('finds nothing in equal snapshots', async () => {
    await expect(compareSnapshots(silent(), [snapshot('east'), snapshot('west')])).resolves.toEqual([]);
  });

  it('takes the majority as correct, and names the files and keys that differ', async () => {
    const differences = {
      ledgerid: 'records',
      diffRecords: [
        {
          namespace: 'guidang',
          key: 'k1',
          hashed: false,
          snapshotrecord1: { value: 'a' },
          snapshotrecord2: { value: 'b' },
        },
        {
          namespace: 'guidang',
          key: 'k2',
          hashed: false,
          snapshotrecord1: { value: 'a' },
          snapshotrecord2: null,
        },
        {
          namespace: 'guidang$$hpersons',
          key: 'ff',
          hashed: true,
          snapshotrecord1: null,
          snapshotrecord2: { value: 'b' },
        },
      ],
    };
    const program = ledgerutil(
      `${result('records_12_comparison', 'first_diffs_by_height.json', differences)}; exit 2`,
    );
    const other = snapshot('archives', {
      hash: 'bb',
      files: { 'public_state.data': '99', 'txids.data': '22' },
    });
    const findings = await compareSnapshots(program, [other, snapshot('east'), snapshot('west')]);
    expect(findings.map(({ organisation, where, problem }) => [organisation, where, problem])).toEqual([
      ['archives', 'after block 11', 'public_state.data is not as at east (snapshot bb, there aa)'],
      ['archives', 'guidang "k1"', 'it is not as at east'],
      ['archives', 'guidang "k2"', 'it is here and not at east'],
      ['archives', 'hash of guidang$$hpersons "ff"', 'it is at east and not here'],
    ]);
  });

  it('detects a different history with the same state', async () => {
    const findings = await compareSnapshots(silent(), [
      snapshot('east'),
      snapshot('west', { commitHash: 'dd' }),
      snapshot('audit'),
    ]);
    expect(findings).toEqual([
      expect.objectContaining({
        organisation: 'west',
        problem: expect.stringContaining('what it committed') as string,
      }),
    ]);
  });
});
