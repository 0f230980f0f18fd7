// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { fsck } from '../../gateway/src/ledger/embedded';
import { openProbeLedger, probePort } from './embedded-harness';

const rounds = 6;
const killAfterMsMax = 700;
const hook = join(__dirname, '..', '..', '.config', 'typescript-hook.cjs');
const commitLoop = join(__dirname, 'commit-loop.ts');

/** Runs the loop until `killAfterMs` after its first acknowledgements; returns the acknowledged ids. */
async function runAndKill(directory: string, killAfterMs: number): Promise<string[]> {
  const child = spawn(process.execPath, ['-r', hook, commitLoop, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
    // fabric-contract-api writes a line for each decorator to stdout.
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' },
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const ids: string[] = [];
  // Two, so that the rounds together acknowledge more than they are, however short the pauses.
  const acknowledged = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (ids.push(line) === 2) resolve();
    });
  });
  const ended = once(lines, 'close');
  await Promise.race([acknowledged, exited]);
  await sleep(killAfterMs);
  child.kill('SIGKILL');
  await exited;
  await ended;
  // The last line may have been cut off by the kill.
  return ids.filter((id) => /^[0-9a-f]{64}$/u.test(id));
}

describe('the embedded ledger, killed at any moment', () => {
  let directory = '';

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'guidang-kill-'));
  });

  afterAll(() => rm(directory, { recursive: true }));

  it('keeps every acknowledged transaction, and is whole', async () => {
    const acknowledged: string[] = [];
    // From GUIDANG_SEED, as all that is generated.
    const pauses = fc.sample(fc.nat(killAfterMsMax - 1), rounds);
    console.info(`killed after ${pauses.join(', ')} ms`);
    for (const pause of pauses) acknowledged.push(...(await runAndKill(directory, pause)));
    expect(acknowledged.length).toBeGreaterThan(rounds);

    await expect(fsck(directory)).resolves.toMatchObject({ findings: [] });
    const ledger = await openProbeLedger(directory);
    const port = probePort(ledger, 'archives');
    for (const id of acknowledged) {
      await expect(port.status(id)).resolves.toMatchObject({ code: 'VALID' });
    }
    await ledger.close();
    const report = await fsck(directory);
    expect(report).toMatchObject({ findings: [] });
    expect(report.transactions).toBeGreaterThanOrEqual(acknowledged.length);
  }, 120_000);
});
