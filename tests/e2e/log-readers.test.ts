// SPDX-License-Identifier: Apache-2.0
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DemoGateway } from '../support/demo-gateway';
import { onPath } from '../support/on-path';

jest.setTimeout(300_000);

const run = promisify(execFile);
const source = join(__dirname, '..', 'log-readers');
const origin = 'guidang-embedded/log';

/**
 * Readers that share no code with ours: without Go to build them, these tests are skipped by name, unless they are
 * required.
 */
const required = process.env['GUIDANG_REQUIRE_FABRIC'] === '1';

(required || onPath('go') ? describe : describe.skip)('readers of logs that others wrote', () => {
  let folder: string;
  let gateway: DemoGateway;

  const readers = (...args: string[]): Promise<{ stdout: string }> =>
    run(join(folder, 'log-readers'), [origin, gateway.url, ...args]);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-log-readers-'));
    await run('go', ['build', '-o', join(folder, 'log-readers'), '.'], { cwd: source });
    gateway = await DemoGateway.start(join(folder, 'data'));
  });

  afterAll(async () => {
    await gateway.stop();
    await rm(folder, { recursive: true });
  });

  it('check the head, every tile and entry, and a receipt', async () => {
    // More than one tile, so that there is a level above the leaves.
    for (let count = 1; count < 300; count += 1) await gateway.create();
    const receipt = join(folder, 'event.tlog-proof');
    await writeFile(receipt, await gateway.receiptOf(await gateway.create()));
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
