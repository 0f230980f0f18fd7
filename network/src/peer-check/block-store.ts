// SPDX-License-Identifier: Apache-2.0
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { run } from '../command';
import { messageOf } from '../until';

/** An altered block, or a store that cannot be read to its end. */
interface BlockFault {
  readonly where: string;
  readonly problem: string;
}

const verifyMinutesMax = 120;
const resultSchema = z.array(z.object({ blockNum: z.int(), errors: z.array(z.string()) }));

/**
 * Runs `ledgerutil verify` over every block of a stopped peer. It verifies the transactions of each block and the hash
 * chain, but not the orderers' signatures.
 * @param folder the peer's data folder; ledgerutil opens it as a peer does.
 */
export async function verifyBlockStore(ledgerutil: string, folder: string): Promise<BlockFault[]> {
  const output = mkdtempSync(join(tmpdir(), 'guidang-ledgerutil-'));
  try {
    await run(ledgerutil, ['verify', folder, '--outputDir', output], { seconds: verifyMinutesMax * 60 });
    return [];
  } catch (error) {
    const faults = readdirSync(output).flatMap((name) => faultsIn(join(output, name, 'blocks.json')));
    // ledgerutil writes no result file for a store that it cannot read.
    return faults.length > 0 ? faults : [{ where: 'block store', problem: messageOf(error) }];
  } finally {
    rmSync(output, { recursive: true });
  }
}

function faultsIn(file: string): BlockFault[] {
  if (!existsSync(file)) return [];
  const result = resultSchema.safeParse(jsonIn(file));
  if (!result.success) return [];
  return result.data.map(({ blockNum, errors }) => ({
    where: `block ${blockNum}`,
    problem: errors.join(', '),
  }));
}

/** Undefined if the file is incomplete. */
function jsonIn(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
