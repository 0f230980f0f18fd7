// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../command';
import type { PeerFinding } from './finding';
import type { Snapshot } from './snapshot';

const compareMinutesMax = 120;
/** Further differences would add no information. */
const differencesMax = 100;

const recordSchema = z.object({ value: z.string() }).nullish();
const differencesSchema = z.object({
  diffRecords: z.array(
    z.object({
      namespace: z.string().default(''),
      key: z.string().default(''),
      hashed: z.boolean(),
      snapshotrecord1: recordSchema,
      snapshotrecord2: recordSchema,
    }),
  ),
});

/**
 * Compares the hashes of snapshots at one height, and where they differ runs `ledgerutil compare` to name the keys. The
 * state of most peers is taken as correct; on a tie, that of the first.
 */
export async function compareSnapshots(
  ledgerutil: string,
  snapshots: readonly Snapshot[],
): Promise<PeerFinding[]> {
  const right = mostCommon(snapshots);
  const findings: PeerFinding[] = [];
  for (const snapshot of snapshots) {
    if (right === undefined || markOf(snapshot) === markOf(right)) continue;
    findings.push(summaryOf(snapshot, right), ...(await differencesOf(ledgerutil, snapshot, right)));
  }
  return findings;
}

function markOf({ hash, commitHash }: Snapshot): string {
  return `${hash}/${commitHash}`;
}

function mostCommon(snapshots: readonly Snapshot[]): Snapshot | undefined {
  const count = (mark: string): number => snapshots.filter((each) => markOf(each) === mark).length;
  const most = Math.max(...snapshots.map((each) => count(markOf(each))));
  return snapshots.find((each) => count(markOf(each)) === most);
}

function summaryOf({ organisation, height, hash, files }: Snapshot, right: Snapshot): PeerFinding {
  const names = [...new Set([...Object.keys(files), ...Object.keys(right.files)])];
  const other = names.filter((name) => files[name] !== right.files[name]).sort();
  const what = other.length === 0 ? 'what it committed before' : other.join(', ');
  return {
    organisation,
    kind: 'snapshot',
    where: `after block ${height - 1}`,
    problem: `${what} is not as at ${right.organisation} (snapshot ${hash}, there ${right.hash})`,
  };
}

async function differencesOf(ledgerutil: string, own: Snapshot, right: Snapshot): Promise<PeerFinding[]> {
  const output = mkdtempSync(join(tmpdir(), 'guidang-ledgerutil-'));
  try {
    const args = ['compare', own.folder, right.folder, '--outputDir', output];
    // Its exit code is not 0 when it finds differences; its output says which.
    await run(ledgerutil, [...args, '--firstDiffs', String(differencesMax)], {
      seconds: compareMinutesMax * 60,
    }).catch(() => undefined);
    const files = readdirSync(output).map((name) => join(output, name, 'first_diffs_by_height.json'));
    return files.filter((file) => existsSync(file)).flatMap((file) => findingsIn(file, own, right));
  } finally {
    rmSync(output, { recursive: true });
  }
}

function findingsIn(file: string, { organisation }: Snapshot, right: Snapshot): PeerFinding[] {
  const { diffRecords } = differencesSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  return diffRecords.map(({ namespace, key, hashed, snapshotrecord1, snapshotrecord2 }) => {
    const missing = snapshotrecord1
      ? `here and not at ${right.organisation}`
      : `at ${right.organisation} and not here`;
    const problem = `it is ${snapshotrecord1 && snapshotrecord2 ? `not as at ${right.organisation}` : missing}`;
    const where = `${hashed ? 'hash of ' : ''}${namespace} ${JSON.stringify(key.replaceAll('\0', '/'))}`;
    return { organisation, kind: 'snapshot', where, problem };
  });
}
