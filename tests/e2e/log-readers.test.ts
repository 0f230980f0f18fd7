// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { createRecordExample } from '../../gateway/src/http/examples';
import { onPath } from '../support/on-path';
import { freePort } from '../support/free-port';
import { readyLine, startScript, stopProcess } from '../support/script-process';

jest.setTimeout(300_000);

const run = promisify(execFile);
const source = join(__dirname, '..', 'log-readers');
const origin = 'guidang-embedded/log';

/** Programs that share nothing with ours: without Go to build them, this is skipped by name, unless it must run. */
const required = process.env['GUIDANG_REQUIRE_FABRIC'] === '1';

(required || onPath('go') ? describe : describe.skip)('readers of logs that others wrote', () => {
  let folder: string;
  let gateway: ChildProcess;
  let url: string;
  let token: string;

  const readers = (...args: string[]): Promise<{ stdout: string }> =>
    run(join(folder, 'log-readers'), [origin, url, ...args]);
  const create = async (): Promise<string> => {
    const answer = await fetch(`${url}/api/v1/records`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify(createRecordExample),
    });
    expect(answer.status).toBe(201);
    return ((await answer.json()) as { id: string }).id;
  };
  const lastEvent = async (record: string): Promise<string> => {
    const headers = { authorization: `Bearer ${token}` };
    const answer = await fetch(`${url}/api/v1/records/${record}/history`, { headers });
    const { items } = (await answer.json()) as { items: { id: string }[] };
    return items.at(-1)?.id ?? '';
  };
  const receiptOf = async (event: string): Promise<string> => {
    for (;;) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${url}/api/v1/events/${event}/receipt`, { headers });
      if (answer.status === 200) return answer.text();
      expect(answer.status).toBe(202);
      await sleep(Number(answer.headers.get('retry-after')) * 1000);
    }
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-log-readers-'));
    await run('go', ['build', '-o', join(folder, 'log-readers'), '.'], { cwd: source });
    const port = await freePort();
    url = `http://localhost:${port}`;
    gateway = startScript('start.ts', { GUIDANG_DATA: join(folder, 'data'), GUIDANG_PORT: String(port) });
    await readyLine(gateway, port);
    const tokens = JSON.parse(await readFile(join(folder, 'data', 'demo-tokens.json'), 'utf8')) as {
      registrar: string;
    };
    token = tokens.registrar;
  });

  afterAll(async () => {
    await stopProcess(gateway);
    await rm(folder, { recursive: true });
  });

  it('check the head, every tile and entry, and a receipt', async () => {
    // More than one tile, so that there is a level above the leaves.
    let record = '';
    for (let count = 0; count < 300; count += 1) record = await create();
    const receipt = join(folder, 'event.tlog-proof');
    await writeFile(receipt, await receiptOf(await lastEvent(record)));
    const { stdout } = await readers(receipt);
    expect(stdout).toContain('with 3 signatures');
    expect(stdout).toContain('the receipt proves its leaf');
  });

  it('refuse a receipt of which one character was changed', async () => {
    const receipt = await readFile(join(folder, 'event.tlog-proof'), 'utf8');
    const forged = join(folder, 'forged.tlog-proof');
    const place = receipt.indexOf('extra ') + 'extra '.length;
    await writeFile(forged, `${receipt.slice(0, place)}A${receipt.slice(place + 1)}`);
    await expect(readers(forged)).rejects.toMatchObject({ code: 1 });
  });
});
