// SPDX-License-Identifier: Apache-2.0
import type { ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { createRecordExample } from '../../gateway/src/http/examples';
import { freePort } from '../support/free-port';
import { type Output, outputOf, readyLine, startScript, stopProcess } from '../support/script-process';

jest.setTimeout(180_000);

/** What `docs/transparency-log.md` promises. */
const receiptWithinMs = 5_000;

let folder: string;
let port: number;
let gateway: ChildProcess;
let tokens: Record<string, string>;

const start = async (): Promise<void> => {
  gateway = startScript('start.ts', { GUIDANG_DATA: folder, GUIDANG_PORT: String(port) });
  await readyLine(gateway, port);
  tokens = JSON.parse(await readFile(join(folder, 'demo-tokens.json'), 'utf8')) as typeof tokens;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-log-'));
  port = await freePort();
  await start();
});
afterAll(async () => {
  await stopProcess(gateway);
  await rm(folder, { recursive: true });
});

const ask = (path: string, init: RequestInit & { as?: string } = {}): Promise<Response> => {
  const { as, ...rest } = init;
  const headers = {
    ...(as === undefined ? {} : { Authorization: `Bearer ${tokens[as] ?? ''}` }),
    ...(rest.body === undefined ? {} : { 'Content-Type': 'application/json' }),
  };
  return fetch(`http://localhost:${port}${path}`, { ...rest, headers });
};

const bytesOf = async (path: string): Promise<Buffer> => Buffer.from(await (await ask(path)).arrayBuffer());

/** Brings a record, and waits for the receipt of the event that says so. */
async function recorded(): Promise<{ receipt: string; tookMs: number }> {
  const answer = await ask('/api/v1/records', {
    method: 'POST',
    as: 'registrar',
    body: JSON.stringify(createRecordExample),
  });
  const { transaction, block } = (await answer.json()) as { transaction: string; block: number };
  const path = `/api/v1/events/${transaction}-0/receipt?min-block=${block}`;
  const startedMs = performance.now();
  for (;;) {
    const asked = await ask(path, { as: 'registrar' });
    if (asked.status === 200) return { receipt: await asked.text(), tookMs: performance.now() - startedMs };
    expect([asked.status, asked.headers.get('retry-after')]).toEqual([202, '1']);
    await sleep(100);
  }
}

const sha256 = (...parts: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962 section 2.1, to the letter. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const middle = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return sha256('\u0001', rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle)));
}

/** The hashes of all leaves that the head covers, from the entries themselves. */
async function leavesOf(size: number): Promise<Buffer[]> {
  const leaves: Buffer[] = [];
  for (let number = 0; number * 256 < size; number += 1) {
    const width = Math.min(256, size - number * 256);
    const name = `${String(number).padStart(3, '0')}${width === 256 ? '' : `.p/${width}`}`;
    const [bundle, tile] = await Promise.all([bytesOf(`/tile/entries/${name}`), bytesOf(`/tile/0/${name}`)]);
    const first = leaves.length;
    for (let at = 0; at < bundle.length;) {
      const end = at + 2 + bundle.readUInt16BE(at);
      leaves.push(sha256('\u0000', bundle.subarray(at + 2, end)));
      at = end;
    }
    expect(tile).toEqual(Buffer.concat(leaves.slice(first)));
  }
  return leaves;
}

describe('the log of a gateway that was just started', () => {
  it('gives a receipt in time, whose head is that of the leaves it serves', async () => {
    const { receipt, tookMs } = await recorded();
    expect(tookMs).toBeLessThan(receiptWithinMs);
    const checkpoint = await (await ask('/checkpoint')).text();
    const [origin, size, root] = checkpoint.split('\n');
    expect(origin).toBe('guidang-embedded/log');
    const leaves = await leavesOf(Number(size));
    expect(leaves).toHaveLength(Number(size));
    expect(rootOf(leaves).toString('base64')).toBe(root);
    const index = Number(/^index (\d+)$/m.exec(receipt)?.[1]);
    const leaf = Buffer.from(/^extra (.+)$/m.exec(receipt)?.[1] ?? '', 'base64');
    expect(leaves[index]).toEqual(sha256('\u0000', leaf));
    const keys = await (await ask('/api/v1/log/keys')).text();
    expect(keys).toMatch(
      /^# origin guidang-embedded\/log\n# quorum 1 from \d+\n# archives log ed25519 from \d+\n/,
    );
  });

  it('takes a receipt back and says what it proves', async () => {
    const { receipt } = await recorded();
    const body = JSON.stringify({ receipt });
    const answer = await ask('/api/v1/verifications', { method: 'POST', as: 'verifier', body });
    expect(await answer.json()).toMatchObject({ integrity: 'intact', proof: 'proven', valid: true });
    const forged = JSON.stringify({ receipt: receipt.replace(/^index \d+$/m, 'index 0') });
    const other = await ask('/api/v1/verifications', { method: 'POST', as: 'verifier', body: forged });
    expect(await other.json()).toMatchObject({
      integrity: 'not-on-ledger',
      proof: 'unavailable',
      valid: false,
    });
  });

  it('gives receipts that are proven offline, and no others', async () => {
    const { receipt } = await recorded();
    const keys = join(folder, 'keys.txt');
    await writeFile(keys, await (await ask('/api/v1/log/keys')).text());
    const verify = async (text: string): Promise<Output> => {
      const file = join(folder, 'event.tlog-proof');
      await writeFile(file, text);
      return outputOf(startScript('verifier/src/cli.ts', {}, file, '--keys', keys));
    };
    await expect(verify(receipt)).resolves.toMatchObject({ status: 0 });
    const forged = receipt.replace(/^index (\d+)$/m, (_, index) => `index ${Number(index) - 1}`);
    await expect(verify(forged)).resolves.toMatchObject({ status: 1 });
  });

  it('has no new head without new leaves', async () => {
    await recorded();
    await sleep(2_500);
    const head = await (await ask('/checkpoint')).text();
    await sleep(3_000);
    expect(await (await ask('/checkpoint')).text()).toBe(head);
  });

  it('is the same after a restart, and grows on', async () => {
    const before = await (await ask('/checkpoint')).text();
    const keys = await (await ask('/api/v1/log/keys')).text();
    const size = Number(before.split('\n')[1]);
    const leaves = await leavesOf(size);
    await stopProcess(gateway, 'SIGKILL');
    await start();
    expect(await (await ask('/api/v1/log/keys')).text()).toBe(keys);
    const { receipt } = await recorded();
    const after = Number((await (await ask('/checkpoint')).text()).split('\n')[1]);
    expect(after).toBeGreaterThan(size);
    expect((await leavesOf(after)).slice(0, size)).toEqual(leaves);
    expect(Number(/^index (\d+)$/m.exec(receipt)?.[1])).toBeGreaterThanOrEqual(size);
    const { checks } = (await (await ask('/readyz')).json()) as { checks: Record<string, object> };
    expect(checks['log']).toEqual({ ok: true });
  });
});
