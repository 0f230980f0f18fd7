// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { until } from '@guidang/gateway/common/until';
import { createRecordExample } from '../../gateway/src/http/openapi/examples';
import { freePort } from '../../gateway/src/testing/free-port';
import { readyLine, startScript, stopProcess } from './script-process';

const patience = { timeoutMs: 300_000, pause: { firstMs: 100, maximumMs: 100 } };

interface Written {
  readonly id: string;
  readonly transaction: string;
  readonly block: number;
}

type Ask = RequestInit & {
  /** Whose demo token is sent; omitted for anonymous requests. */
  readonly as?: 'registrar' | 'verifier';
};

/** `npm start` in a process of its own, with an HTTP client: with officers alone, unless all of the first look is asked for. */
export class DemoGateway {
  readonly url: string;
  readonly #environment: NodeJS.ProcessEnv;
  #process: ChildProcess | undefined;

  private constructor(
    readonly data: string,
    readonly port: number,
    private readonly options: readonly string[],
  ) {
    this.url = `http://localhost:${port}`;
    this.#environment = { GUIDANG_DATA: data, GUIDANG_PORT: String(port) };
  }

  /** Starts on a data folder, creating it if missing, and waits until it is ready. */
  static async start(data: string, options: readonly string[] = ['--bare']): Promise<DemoGateway> {
    const gateway = new DemoGateway(data, await freePort(), options);
    await gateway.restart();
    return gateway;
  }

  /** Restarts on the same data folder. */
  async restart(): Promise<void> {
    this.#process = this.run('start.ts', ...this.options);
    await readyLine(this.#process, this.port);
  }

  async stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#process !== undefined) await stopProcess(this.#process, signal);
  }

  /** Starts a script that works on this gateway or its folder. */
  run(script: string, ...options: readonly string[]): ChildProcess {
    return startScript(script, this.#environment, ...options);
  }

  async ask(path: string, { as, ...init }: Ask = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    if (as !== undefined) headers.set('Authorization', `Bearer ${await this.#tokenOf(as)}`);
    if (init.body !== undefined) headers.set('Content-Type', 'application/json');
    return fetch(`${this.url}${path}`, { ...init, headers });
  }

  /** Registers the record of the API's example. */
  async create(): Promise<Written> {
    const body = JSON.stringify(createRecordExample);
    const answer = await this.ask('/api/v1/records', { method: 'POST', as: 'registrar', body });
    expect(answer.status).toBe(201);
    return (await answer.json()) as Written;
  }

  /** Reads, as the registrar, what a write changed, waiting until this gateway has read its block. */
  async read(path: string, { block }: Pick<Written, 'block'>): Promise<Response> {
    const headers = { 'Guidang-Min-Block': String(block) };
    const read = async (): Promise<Response | undefined> => {
      const answer = await this.ask(path, { as: 'registrar', headers });
      return answer.status === 503 ? undefined : answer;
    };
    return until(`the gateway has read block ${block}`, read, patience);
  }

  /** The receipt of the event that created a record, once the log's head covers it. */
  async receiptOf(written: Written): Promise<string> {
    const receipt = async (): Promise<string | undefined> => {
      const answer = await this.read(`/api/v1/events/${written.transaction}-0/receipt`, written);
      if (answer.status === 200) return answer.text();
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([202, '1']);
      return undefined;
    };
    return until('the head covers a write', receipt, patience);
  }

  /** Waits until the log's head covers a write and everything else, so that it no longer grows; returns its size. */
  async covered(written: Written): Promise<number> {
    await this.receiptOf(written);
    const size = async (): Promise<number | undefined> => {
      const metrics = await (await this.ask('/metrics')).text();
      const [leaves, covered] = ['leaves', 'head_size'].map((name) =>
        Number(new RegExp(`^guidang_log_${name} (\\d+)$`, 'mu').exec(metrics)?.[1]),
      );
      return leaves === covered ? leaves : undefined;
    };
    return until('the head covers everything', size, patience);
  }

  async #tokenOf(role: NonNullable<Ask['as']>): Promise<string> {
    const tokens = await readFile(join(this.data, 'demo-tokens.json'), 'utf8');
    return (JSON.parse(tokens) as Record<string, string>)[role] ?? '';
  }
}
