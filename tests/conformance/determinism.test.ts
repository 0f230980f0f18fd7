// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { allCommands } from '../../chaincode/src/batch/all-commands';
import { runScenario } from '../../chaincode/src/testing/scenario';
import { World } from '../../chaincode/src/testing/world';

const run = promisify(execFile);
const programs = join(__dirname, 'determinism');

/** Two environments as different as two peers could be. */
const machines: readonly Readonly<Record<string, string>>[] = [
  {
    TZ: 'Asia/Shanghai',
    LC_ALL: 'zh_CN.UTF-8',
    LANG: 'zh_CN.UTF-8',
    GUIDANG_TEST_CLOCK_OFFSET: '0',
    GUIDANG_TEST_SEED: '7',
  },
  {
    TZ: 'America/St_Johns',
    LC_ALL: 'tr_TR.UTF-8',
    LANG: 'tr_TR.UTF-8',
    GUIDANG_TEST_CLOCK_OFFSET: String(-9 * 365 * 24 * 3_600_000),
    GUIDANG_TEST_SEED: '1234567',
  },
];

let folder: string;
let recording: string;
let world: World;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'guidang-determinism-'));
  recording = join(folder, 'transactions.json');
  world = await World.create();
  await runScenario(world);
  writeFileSync(recording, JSON.stringify(world.ledger.log));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function replayOn(machine: Readonly<Record<string, string>>): Promise<string[]> {
  const preloaded = ['shifted-world.cjs', 'register-typescript.cjs'].flatMap((name) => [
    '-r',
    join(programs, name),
  ]);
  const { stdout } = await run(process.execPath, [...preloaded, join(programs, 'replay.ts'), recording], {
    env: { PATH: process.env['PATH'], CORE_CHAINCODE_LOGGING_LEVEL: 'ERROR', ...machine },
    maxBuffer: 256 * 1024 * 1024,
    timeout: 120_000,
  });
  return stdout.trimEnd().split('\n');
}

describe('the contracts', () => {
  it('read, write and answer the same bytes in processes of other clocks, zones, locales and dice', async () => {
    const transactions = new Set(world.ledger.log.map(({ transaction }) => transaction));
    for (const type of allCommands.keys()) expect(transactions).toContain(type.replace('.', ':'));

    const [[here, ...left], [there, ...right]] = (await Promise.all(machines.map(replayOn))) as [
      string[],
      string[],
    ];
    const environments = [here, there].map((line) => JSON.parse(line ?? '{}') as Record<string, unknown>);
    for (const name of Object.keys(environments[0] ?? {})) {
      expect(environments[0]?.[name]).not.toEqual(environments[1]?.[name]);
    }
    expect(left).toHaveLength(world.ledger.log.length);
    for (const [index, line] of left.entries()) {
      expect([world.ledger.log[index]?.transaction, right[index]]).toEqual([
        world.ledger.log[index]?.transaction,
        line,
      ]);
    }
  }, 180_000);
});
