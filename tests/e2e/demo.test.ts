// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { LedgerStore } from '../../gateway/src/ledger/embedded/store';
import type { Section } from '../../gateway/src/ledger/embedded/store';
import { personalTexts } from '../../scripts/demo/files';
import { freePort } from '../../gateway/src/testing/free-port';
import { expectNoFindings } from '../../gateway/src/testing/no-findings';
import { outputOf, readyLine, startScript, stopProcess } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(300_000);

/** What a peer of a network would share: the whole ledger except the private data collections. */
const publicSections: readonly Section[] = ['block', 'state', 'hash', 'transaction', 'meta'];

let data: string;
let port: number;
let gateway: ChildProcess;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'guidang-demo-'));
  port = await freePort();
  gateway = start('start.ts');
  await readyLine(gateway, port);
});

afterAll(async () => {
  await stopProcess(gateway);
  await rm(data, { recursive: true, force: true });
});

describe('npm run demo', () => {
  it.each([
    ['passes, and lets the gateway go on', []],
    ['passes again on the same ledger, and ends the gateway', ['--stop']],
  ])('%s', async (_name, options) => {
    const { status, stdout, stderr } = await demo({}, ...options);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('demo passed');
    expect(textsIn([Buffer.from(stdout)])).toEqual([]);
    expect(verifierLines(stdout)).toEqual([
      expect.stringMatching(/^ok event: licence\.issued of licence .+ result: proven$/),
      expect.stringMatching(/^ok event: record\.filed of record .+ result: proven$/),
      expect.stringMatching(
        /^ok event: licence\.rendition-added of licence .+ ok document: .+ result: proven$/,
      ),
      expect.stringMatching(
        /^ok event: licence\.rendition-added of licence .+ wrong document: .+ result: wrong$/,
      ),
    ]);
    const ready = fetch(`http://localhost:${port}/readyz`).then(({ status: code }) => code);
    if (options.length === 0) {
      await expect(ready).resolves.toBe(200);
    } else {
      await expect(ready).rejects.toThrow();
      expect(gateway.exitCode).toBe(0);
    }
  });

  it('fails, and says so, where no gateway listens', async () => {
    const { status, stdout, stderr } = await demo({ GUIDANG_URL: `http://localhost:${await freePort()}` });
    expect(status).toBe(1);
    expect(stdout).not.toContain('demo passed');
    expect(stderr).toContain('demo failed');
  });

  it('explains itself', async () => {
    const { status, stdout } = await outputOf(start('demo.ts', {}, '--help'));
    expect(status).toBe(0);
    expect(stdout).toContain('--network');
  });
});

describe('what the demo leaves behind', () => {
  beforeAll(() => stopProcess(gateway));

  it('is a ledger without a fault, and stores that agree with it', () => expectNoFindings(data));

  it('names no person in any block or other public part of the ledger, only in its private data', async () => {
    const store = await LedgerStore.open(join(data, 'ledger'), { create: false });
    const values = async (section: Section): Promise<Buffer[]> =>
      (await store.section(section).iterator().all()).flatMap(([key, value]) => [Buffer.from(key), value]);
    const found = Object.fromEntries(
      await Promise.all(
        publicSections.map(async (section) => [section, textsIn(await values(section))] as const),
      ),
    );
    expect(found).toEqual(Object.fromEntries(publicSections.map((section) => [section, []])));
    expect(await values('block')).not.toHaveLength(0);
    // Shows that the search can find things.
    expect(textsIn(await values('private'))).toEqual(personalTexts);
    await store.close();
  });

  it.each(['projection', 'gateway'])('names no person in the %s store', async (folder) => {
    const level = new Level<Buffer, Buffer>(join(data, folder), {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
    });
    const entries = await level.iterator().all();
    await level.close();
    expect(entries).not.toHaveLength(0);
    expect(textsIn(entries.flat())).toEqual([]);
  });
});

function start(script: string, environment: NodeJS.ProcessEnv = {}, ...options: string[]): ChildProcess {
  return startScript(script, { GUIDANG_DATA: data, GUIDANG_PORT: String(port), ...environment }, ...options);
}

function demo(environment: NodeJS.ProcessEnv = {}, ...options: string[]): Promise<Output> {
  return outputOf(start('demo.ts', { TMPDIR: data, ...environment }, ...options));
}

/** The offline verifier's results, by event. */
function verifierLines(stdout: string): string[] {
  const said = stdout.matchAll(/^ +(ok event: [^]+?^ +result: \S+)$/gm);
  return [...said].map(([, lines = '']) => lines.replaceAll(/\n */g, ' '));
}

function textsIn(values: readonly Uint8Array[]): string[] {
  return personalTexts.filter((text) => values.some((value) => Buffer.from(value).includes(text)));
}
