// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DemoGateway } from '../support/demo-gateway';
import { outputOf } from '../support/script-process';
import type { Output } from '../support/script-process';

jest.setTimeout(180_000);

let folder: string;
let gateway: DemoGateway;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-log-'));
  gateway = await DemoGateway.start(join(folder, 'data'));
});
afterAll(async () => {
  await gateway.stop();
  await rm(folder, { recursive: true });
});

async function bytesOf(path: string): Promise<Buffer> {
  return Buffer.from(await (await gateway.ask(path)).arrayBuffer());
}
async function textOf(path: string): Promise<string> {
  return (await gateway.ask(path)).text();
}

/** The receipt of a new record. */
async function recorded(): Promise<string> {
  return gateway.receiptOf(await gateway.create());
}

function sha256(...parts: readonly (Buffer | string)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** RFC 6962 section 2.1, literally. */
function rootOf(leaves: readonly Buffer[]): Buffer {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  const middle = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  return sha256('\u0001', rootOf(leaves.slice(0, middle)), rootOf(leaves.slice(middle)));
}

/** The hashes of all leaves covered by the head, computed from the entries themselves. */
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
  it('gives a receipt, whose head is that of the leaves it serves', async () => {
    const receipt = await recorded();
    const checkpoint = await textOf('/checkpoint');
    const [origin, size, root] = checkpoint.split('\n');
    expect(origin).toBe('guidang-embedded/log');
    const leaves = await leavesOf(Number(size));
    expect(leaves).toHaveLength(Number(size));
    expect(rootOf(leaves).toString('base64')).toBe(root);
    const index = Number(/^index (\d+)$/m.exec(receipt)?.[1]);
    const extra = Buffer.from(/^extra (.+)$/m.exec(receipt)?.[1] ?? '', 'base64').toString();
    const opened = JSON.parse(extra) as { event: object; leaf: { digest: string }; salt: string };
    // What is parsed from canonical JSON is written in the same order again.
    const event = JSON.stringify(opened.event);
    expect(opened.leaf.digest).toBe(sha256(opened.salt, event).toString('hex'));
    expect(leaves[index]).toEqual(sha256('\u0000', JSON.stringify(opened.leaf)));
    const keys = await textOf('/api/v1/log/keys');
    expect(keys).toMatch(
      /^# origin guidang-embedded\/log\n# quorum 1 from \d+\n# archives log ed25519 from \d+\n/,
    );
  });

  it('takes a receipt back and says what it proves', async () => {
    const receipt = await recorded();
    const body = JSON.stringify({ receipt });
    const answer = await gateway.ask('/api/v1/verifications', { method: 'POST', as: 'verifier', body });
    expect(await answer.json()).toMatchObject({ integrity: 'intact', proof: 'proven', valid: true });
    const forged = JSON.stringify({ receipt: receipt.replace(/^index \d+$/m, 'index 0') });
    const other = await gateway.ask('/api/v1/verifications', {
      method: 'POST',
      as: 'verifier',
      body: forged,
    });
    expect(await other.json()).toMatchObject({
      integrity: 'not-on-ledger',
      proof: 'unavailable',
      valid: false,
    });
  });

  it('gives receipts that are proven offline, and no others', async () => {
    const receipt = await recorded();
    const keys = join(folder, 'keys.txt');
    await writeFile(keys, await textOf('/api/v1/log/keys'));
    const verify = async (text: string): Promise<Output> => {
      const file = join(folder, 'event.tlog-proof');
      await writeFile(file, text);
      return outputOf(gateway.run('verifier/src/cli.ts', file, '--keys', keys));
    };
    await expect(verify(receipt)).resolves.toMatchObject({ status: 0 });
    const forged = receipt.replace(/^index (\d+)$/m, (_, index) => `index ${Number(index) - 1}`);
    await expect(verify(forged)).resolves.toMatchObject({ status: 1 });
  });

  it('is the same after a restart, and grows on', async () => {
    const before = await textOf('/checkpoint');
    const keys = await textOf('/api/v1/log/keys');
    const size = Number(before.split('\n')[1]);
    const leaves = await leavesOf(size);
    await gateway.stop('SIGKILL');
    await gateway.restart();
    expect(await textOf('/api/v1/log/keys')).toBe(keys);
    const receipt = await recorded();
    const after = Number((await textOf('/checkpoint')).split('\n')[1]);
    expect(after).toBeGreaterThan(size);
    expect((await leavesOf(after)).slice(0, size)).toEqual(leaves);
    expect(Number(/^index (\d+)$/m.exec(receipt)?.[1])).toBeGreaterThanOrEqual(size);
    const { checks } = (await (await gateway.ask('/readyz')).json()) as { checks: Record<string, object> };
    expect(checks['log']).toEqual({ ok: true });
  });
});
