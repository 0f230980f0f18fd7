// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { organisation } from './stand';
import type { Stand } from './stand';

/**
 * The bare Express server, in a process of its own, with the gateway's certificate. It serves the same bytes by a
 * route, `/api/v1/licences/…/verification`, and from a file, `/static/body`.
 */
export class BareExpress {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(stand: Stand, body: Buffer): Promise<BareExpress> {
    const { tls } = stand.network.connection(organisation);
    const folder = mkdtempSync(join(tmpdir(), 'guidang-bench-express-'));
    const bodyFile = join(folder, 'body');
    writeFileSync(bodyFile, body);
    const child = spawn(
      process.execPath,
      [join(__dirname, 'bare-express.js'), tls.keyFile, tls.certificateFile, bodyFile],
      { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } },
    );
    for await (const line of createInterface({ input: child.stdout })) {
      return new BareExpress(`https://localhost:${line}`, child, folder);
    }
    throw new Error('the bare Express server ended before it listened');
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    await ended;
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
