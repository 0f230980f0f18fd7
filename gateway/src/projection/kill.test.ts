// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { amendRecord, createRecord } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { callerOf, EmbeddedGateway } from '../testing/embedded-gateway';
import { expectNoFindings } from '../testing/no-findings';
import type { LedgerBlock } from '../ledger/port';
import { Projection } from './index';
import { aRecord } from '../../../chaincode/src/testing/a-record';

jest.setTimeout(180_000);

const rounds = 4;
const killAfterMsMax = 250;
const recordsBrought = 120;
const support = join(__dirname, '..', 'testing');

const record = aRecord();

let folder: string;
let blocks: LedgerBlock[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-kill-'));
  const gateway = await EmbeddedGateway.seeded({ folder });
  const caller = callerOf(officers.eastRegistrar);
  const { commands } = gateway.services;
  for (let count = 0; count < recordsBrought; count += 1) {
    const { result } = await gateway.give(officers.eastRegistrar, createRecord, record);
    if (count % 3 !== 0) continue;
    const body = { id: result.id, version: 1, content: { ...record, year: '2025' } };
    await commands.run(caller, amendRecord, body);
  }
  await gateway.reach();
  blocks = await blocksOf(gateway);
  await gateway.close();
});
afterAll(() => rm(folder, { recursive: true }));

async function blocksOf({ context }: EmbeddedGateway): Promise<LedgerBlock[]> {
  const ledger = context.organisations.get('archives')?.ledger;
  if (ledger === undefined) throw new Error('no ledger');
  const height = await ledger.height();
  const read: LedgerBlock[] = [];
  for await (const block of ledger.blocks(0)) {
    read.push(block);
    if (read.length === height) break;
  }
  return read;
}

/** Follows in a separate process, which is killed this long after its first words: it is ready, or has read a block. */
async function followAndKill(
  projectionFolder: string,
  { first, killAfterMs }: { readonly first: RegExp; readonly killAfterMs: number },
): Promise<void> {
  const script = join(support, 'follow-loop.ts');
  const hook = join(__dirname, '..', '..', '..', '.config', 'typescript-hook.cjs');
  const child = spawn(process.execPath, ['-r', hook, script, join(folder, 'ledger'), projectionFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR' },
  });
  const exited = once(child, 'exit');
  const lines = createInterface({ input: child.stdout });
  const said = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (first.test(line)) resolve();
    });
  });
  await Promise.race([said, exited]);
  await sleep(killAfterMs);
  child.kill('SIGKILL');
  await exited;
}

async function digestOf(first: readonly LedgerBlock[], name: string): Promise<string> {
  const projection = await Projection.open(join(folder, name));
  for (const block of first) await projection.apply(block);
  const digest = await projection.digest();
  await projection.close();
  return digest;
}

it('is at a block boundary after each kill, and ends the same as one that was never killed', async () => {
  const killed = join(folder, 'killed');
  const heights: number[] = [];
  // From GUIDANG_SEED, as all that is generated.
  const pauses = fc.sample(fc.nat(killAfterMsMax - 1), rounds);
  console.info(`killed after ${pauses.join(', ')} ms`);
  for (const [round, pause] of pauses.entries()) {
    // However short the pauses, and however slow the machine: the first process has read something.
    await followAndKill(killed, { first: round === 0 ? /^\d+$/ : /^ready$/, killAfterMs: pause });
    const projection = await Projection.open(killed);
    const { height } = projection.checkpoint;
    // Entries and checkpoint must belong to the same block: a rebuild up to there gives the same digest.
    await expect(digestOf(blocks.slice(0, height), `rebuilt-${round}`)).resolves.toBe(
      await projection.digest(),
    );
    await projection.close();
    heights.push(height);
  }
  console.info(`killed at blocks ${heights.join(', ')} of ${blocks.length}`);
  expect(heights).toEqual([...heights].sort((left, right) => left - right));
  expect(heights.at(-1)).toBeGreaterThan(0);
  const projection = await Projection.open(killed);
  for (const block of blocks.slice(projection.checkpoint.height)) await projection.apply(block);
  const ended = await projection.digest();
  await projection.close();
  await expect(digestOf(blocks, 'whole')).resolves.toBe(ended);
  const live = await Projection.open(join(folder, 'projection'));
  await expect(live.digest()).resolves.toBe(ended);
  await live.close();
  await expectNoFindings(folder);
});
