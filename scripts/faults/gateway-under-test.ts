// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { organisations } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';

interface Place {
  /** Holds `data`, the configuration and the log of the process. */
  readonly folder: string;
  readonly data: string;
  readonly reserveBytes: number;
}

/** Bounds of waiting judge nothing: they are far above what a busy machine needs. */
const startMs = 900_000;

/** `npm start` in a process of its own. */
export class GatewayUnderTest {
  readonly url: string;
  readonly #place: Place;
  readonly #port: number;
  #process: ChildProcess | undefined;

  static async at(place: Place): Promise<GatewayUnderTest> {
    const port = await freePort();
    const config = {
      port,
      dataFolder: place.data,
      logLevel: 'warn',
      embedded: { organisations: Object.entries(organisations).map(([id, name]) => ({ id, name })) },
      storage: { reserveBytes: place.reserveBytes },
    };
    await writeFile(join(place.folder, 'config.json'), JSON.stringify(config));
    return new GatewayUnderTest(place, port);
  }

  private constructor(place: Place, port: number) {
    this.#place = place;
    this.#port = port;
    this.url = `http://localhost:${port}`;
  }

  /** Starts it and waits until it is ready. @throws {Error} with what it wrote last if it ends before. */
  async start(environment: NodeJS.ProcessEnv = {}): Promise<void> {
    const { folder, data } = this.#place;
    const output = createWriteStream(join(folder, 'gateway.log'), { flags: 'a' });
    await once(output, 'open');
    const child = spawn(
      process.execPath,
      [...process.execArgv, join(__dirname, '..', `start${extname(__filename)}`)],
      {
        stdio: ['ignore', output, output],
        // An interrupt from the terminal is no fault that is tried: it does not reach the gateway.
        detached: true,
        env: {
          ...process.env,
          GUIDANG_CONFIG: join(folder, 'config.json'),
          GUIDANG_DATA: data,
          GUIDANG_PORT: String(this.#port),
          GUIDANG_LOG_LEVEL: 'warn',
          ...environment,
        },
      },
    );
    this.#process = child;
    await until('the gateway is ready', () => this.#isReady(child), { timeoutMs: startMs });
  }

  async stop(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> {
    const child = this.#process;
    if (child === undefined) return null;
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill(signal);
      await ended;
    }
    return child.exitCode;
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  /** The demo's sign-ins, by name. */
  async tokens(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await readFile(join(this.#place.data, 'demo-tokens.json'), 'utf8')) as Record<
      string,
      string
    >;
  }

  async #isReady(child: ChildProcess): Promise<true | undefined> {
    if (child.exitCode !== null || child.signalCode !== null) {
      const written = await readFile(join(this.#place.folder, 'gateway.log'), 'utf8');
      throw new Error(`the gateway did not start: ${written.trimEnd().split('\n').slice(-3).join(' | ')}`);
    }
    const answer = await fetch(`${this.url}/readyz`).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.status === 200 ? true : undefined;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
