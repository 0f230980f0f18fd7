// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { until } from '@guidang/gateway/common/until';
import { createRecordExample } from '../../gateway/src/http/openapi/examples';
import { Authority } from '../../gateway/src/testing/authority';
import { freePort } from '../../gateway/src/testing/free-port';
import { expectNoFindings } from '../../gateway/src/testing/no-findings';
import { DemoGateway } from '../support/demo-gateway';
import { writeProviderConfiguration } from '../support/identity-provider';
import { outputOf, readyLine } from '../support/script-process';

const root = resolve(__dirname, '../..');
const hook = join(root, '.config', 'typescript-hook.cjs');
const failOnSignal = join(root, 'tests', 'support', 'fail-on-signal.cjs');
const testMs = 300_000;
const callers = 8;
const enough = 40;
jest.setTimeout(testMs);

/** A process that an error ends when the test says so. */
function startFailing(script: string, environment: NodeJS.ProcessEnv, ...options: string[]): ChildProcess {
  return spawn(process.execPath, ['-r', hook, '-r', failOnSignal, join(root, script), ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
  });
}

it.each([['--bear'], ['now']])(
  'an option of npm start that there is not starts nothing: %s',
  async (option) => {
    const child = spawn(process.execPath, ['-r', hook, join(root, 'scripts/start.ts'), option], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const { status, stdout, stderr } = await outputOf(child);
    expect([status, stdout]).toEqual([1, '']);
    expect(stderr).toContain('npm start -- --help lists what there is');
  },
);

describe('an error that nobody catches', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-process-end-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it('ends the gateway in order, with writes in flight, of which none that was acknowledged is lost', async () => {
    const gateway = await DemoGateway.start(join(folder, 'demo'));
    await gateway.stop();
    const child = startFailing('scripts/start.ts', {
      GUIDANG_DATA: gateway.data,
      GUIDANG_PORT: String(gateway.port),
    });
    await readyLine(child, gateway.port);
    const output = outputOf(child);
    const acknowledged = new Map<string, string>();
    let next = 0;
    const call = async (): Promise<void> => {
      for (;;) {
        next += 1;
        const key = `key-of-write-${next}`;
        const answer = await createUnder(gateway, key);
        if (answer === undefined) return;
        acknowledged.set(key, answer);
        if (acknowledged.size === enough) child.kill('SIGUSR2');
      }
    };
    await Promise.all(Array.from({ length: callers }, call));
    const { status, stdout } = await output;
    expect(status).toBe(1);
    expect(stdout).toContain('uncaught exception: the process ends');
    expect(stdout).toContain('injected exception');
    expect(stdout).toContain('the cause of it');
    expect(acknowledged.size).toBeGreaterThanOrEqual(enough);

    await expectNoFindings(gateway.data);
    await gateway.restart();
    const again = new Map<string, string>();
    // Under the same key nothing is done twice: what was acknowledged is answered as before.
    for (let number = 1; number <= next; number += 1) {
      const key = `key-of-write-${number}`;
      again.set(key, (await createUnder(gateway, key)) ?? 'lost');
    }
    for (const [key, id] of acknowledged) expect([key, again.get(key)]).toEqual([key, id]);
    expect(new Set(again.values()).size).toBe(next);
    await gateway.stop();
  });

  it.each([
    ['SIGUSR2', 'uncaught exception: the process ends', 'injected exception'],
    ['SIGPIPE', 'unhandled rejection: the process ends', 'injected rejection'],
  ] as const)(
    'on %s ends the process of a gateway too, logged with its cause',
    async (signal, line, error) => {
      const port = await freePort();
      const file = join(folder, `${signal}.json`);
      const configuration = { embedded: { organisations: [{ id: 'east', name: 'East' }] } };
      await writeFile(file, JSON.stringify(configuration));
      const child = startFailing('gateway/src/main.ts', {
        GUIDANG_CONFIG: file,
        GUIDANG_DATA: join(folder, signal),
        GUIDANG_PORT: String(port),
      });
      await readyLine(child, port);
      const output = outputOf(child);
      child.kill(signal);
      const { status, stdout } = await output;
      expect(status).toBe(1);
      for (const text of [line, error, 'the cause of it']) expect(stdout).toContain(text);
    },
  );

  it.each([
    ['SIGUSR2', 'uncaughtException', 'injected exception'],
    ['SIGPIPE', 'unhandledRejection', 'injected rejection'],
  ] as const)('on %s ends the chaincode, which its library would keep', async (signal, line, error) => {
    const { certificate, key } = await (await Authority.create('east')).issue('CN=chaincode', 'localhost');
    const files = { CHAINCODE_TLS_KEY_FILE: key, CHAINCODE_TLS_CERT_FILE: certificate };
    const environment: Record<string, string> = {};
    for (const [name, pem] of Object.entries(files)) {
      environment[name] = join(folder, `${signal}-${name}.pem`);
      await writeFile(join(folder, `${signal}-${name}.pem`), pem);
    }
    const child = startFailing('chaincode/src/server.ts', {
      ...environment,
      CHAINCODE_TLS_CLIENT_CACERT_FILE: environment['CHAINCODE_TLS_CERT_FILE'],
      CHAINCODE_ID: 'guidang:1',
      CHAINCODE_SERVER_ADDRESS: `127.0.0.1:${await freePort()}`,
    });
    await until('it listens', lineOf(child, 'listens'), { timeoutMs: 120_000 });
    const output = outputOf(child);
    child.kill(signal);
    const { status, stderr } = await output;
    expect(status).toBe(1);
    for (const text of [line, error, 'the cause of it']) expect(stderr).toContain(text);
  });
});

describe('an error that nobody catches in the identity provider', () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-provider-end-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  it.each([
    ['SIGUSR2', 'uncaught exception: the process ends', 'injected exception'],
    ['SIGPIPE', 'unhandled rejection: the process ends', 'injected rejection'],
  ] as const)('on %s ends it with 1, told with its cause', async (signal, line, error) => {
    const { file } = await writeProviderConfiguration(folder);
    const child = startFailing('network/src/identity-provider/main.ts', {}, file);
    await until('it is ready', lineOf(child, 'ready'), { timeoutMs: 120_000 });
    const output = outputOf(child);
    child.kill(signal);
    const { status, stderr } = await output;
    expect(status).toBe(1);
    for (const text of [line, error, 'the cause of it']) expect(stderr).toContain(text);
  });

  it('such as a port that is taken, ends it too', async () => {
    const { file } = await writeProviderConfiguration(folder);
    const first = startFailing('network/src/identity-provider/main.ts', {}, file);
    await until('it is ready', lineOf(first, 'ready'), { timeoutMs: 120_000 });
    const { status, stderr } = await outputOf(
      startFailing('network/src/identity-provider/main.ts', {}, file),
    );
    expect([status, stderr]).toEqual([1, expect.stringContaining('EADDRINUSE') as string]);
    const output = outputOf(first);
    first.kill('SIGTERM');
    expect((await output).status).toBe(0);
  });
});

/** Whether a process has written a line with this word yet. */
function lineOf(child: ChildProcess, word: string): () => true | undefined {
  let text = '';
  child.stdout?.on('data', (part: Buffer) => (text += part.toString()));
  return () => text.includes(word) || undefined;
}

/** @returns the record's identifier; `undefined` if there was no answer, or none that acknowledges. */
async function createUnder(gateway: DemoGateway, key: string): Promise<string | undefined> {
  const options = {
    method: 'POST',
    as: 'registrar',
    headers: { 'Idempotency-Key': key },
    body: JSON.stringify(createRecordExample),
  } as const;
  try {
    const answer = await gateway.ask('/api/v1/records', options);
    return answer.status === 201 ? ((await answer.json()) as { id: string }).id : undefined;
  } catch (error) {
    // The gateway has ended. Jest's own TypeError is another than that of fetch.
    if (/^TypeError: (fetch failed|terminated)/.test(String(error))) return undefined;
    throw error;
  }
}
