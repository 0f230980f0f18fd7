// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { retried } from '@guidang/gateway/common/until';
import type { HttpCallers } from '../load/http-callers';
import { recordContent } from '../record-content';

/** Processor milliseconds of a check, without the process's start. */
export interface ReceiptCpu {
  readonly warm: number;
  /** The first check in a process: most of it is just-in-time compilation. */
  readonly first: number;
}

const run = promisify(execFile);

/** Runs the offline verifier on a receipt of the network, in a process of its own. */
export async function measureReceipt(callers: HttpCallers): Promise<ReceiptCpu> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-bench-receipt-'));
  const receipt = join(folder, 'event.tlog-proof');
  const keys = join(folder, 'keys.txt');
  try {
    await writeFile(receipt, await newReceipt(callers));
    await writeFile(keys, await callers.get(0, '/api/v1/log/keys'));
    const verifier = require.resolve('@guidang/verifier').replace(/index\.js$/, 'cli.js');
    const { stdout } = await run(process.execPath, [verifier, receipt, '--keys', keys, '--timing', '--json']);
    const { timing } = JSON.parse(stdout) as { timing: { coldCpuMs: number; warmCpuMs: number } };
    return { warm: timing.warmCpuMs, first: timing.coldCpuMs };
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The receipt of a new record: by now all four organisations have keys. */
async function newReceipt(callers: HttpCallers): Promise<string> {
  const { transaction } = JSON.parse(await callers.post(0, '/api/v1/records', recordContent())) as {
    transaction: string;
  };
  // 202, which the callers count as a failure, as long as no head covers it.
  return retried(() => callers.get(0, `/api/v1/events/${transaction}-0/receipt`), { mayPass: () => true });
}
