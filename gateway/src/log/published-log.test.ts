// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { canonicalJson } from '@guidang/chaincode/model';
import { createRecord } from '@guidang/chaincode/commands';
import { leafSalt } from '@guidang/chaincode/proof';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { World } from '../../../chaincode/src/testing/world';
import { headTransaction } from '../testing/head-transaction';
import { blocksWith, transactionsOf } from '../testing/world-blocks';
import type { LedgerBlock } from '../ledger/port';
import { eventsBetween, Projection } from '../projection';
import { clearPart } from '../merkle/clear-part';
import { hashLeaf } from '../merkle/hashing';
import { PublishedLog } from './published-log';
import { LogTree } from '../merkle/tree';

const recordBody = aRecord();

let folder: string;
let blocks: LedgerBlock[];
let projection: Projection;
let log: PublishedLog;

beforeAll(async () => {
  const world = await World.create();
  const create = (): string => world.sign(world.officers.eastRegistrar, createRecord, recordBody);
  await world.batch('east', Array.from({ length: 300 }, create));
  const transactions = transactionsOf(world);
  const last = transactions.pop();
  // Blocks of one transaction each, and a last one with the rest.
  blocks = blocksWith([...transactions.map((each) => [each]), last === undefined ? [] : [last]]);
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-log-'));
  projection = await Projection.open(folder);
  log = new PublishedLog(projection);
});

afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

/** A block that anchors a head with an arbitrary root. */
function anchor(size: number): LedgerBlock[] {
  const transaction = headTransaction({ size, cosigned: ['2026-11-23T01:02:03.004Z'] });
  return blocksWith([[transaction]], blocks[projection.checkpoint.height - 1]);
}

async function leaves(): Promise<string[]> {
  const texts: string[] = [];
  for await (const { event, block, blockHash, seed } of eventsBetween(projection, 0, {
    before: projection.checkpoint.nextSequence,
  })) {
    const salt = leafSalt(seed ?? '', event);
    const digest = createHash('sha256').update(salt).update(canonicalJson(event)).digest('hex');
    const leaf = { block: { hash: blockHash, number: block }, digest, event: clearPart(event), schema: 2 };
    texts.push(canonicalJson(JSON.parse(JSON.stringify(leaf))));
  }
  return texts;
}

function entriesIn(bundle: Uint8Array | undefined): string[] {
  const bytes = Buffer.from(bundle ?? []);
  const entries: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at);
    entries.push(bytes.toString('utf8', at + 2, end));
    at = end;
  }
  return entries;
}

describe('the published log', () => {
  it('serves nothing before the first head', async () => {
    await projection.apply(...blocks);
    expect(log.checkpoint()).toBeUndefined();
    await expect(log.file({ level: 0, number: 0, width: 1 })).resolves.toBeUndefined();
    await expect(log.file({ level: 'entries', number: 0, width: 1 })).resolves.toBeUndefined();
  });

  it('serves the tiles and entries under the head, however the blocks were batched', async () => {
    for (const block of blocks) await projection.apply(block);
    const size = projection.checkpoint.nextSequence;
    expect(size).toBeGreaterThan(300);
    await projection.apply(...anchor(size));
    expect(log.checkpoint()?.split('\n')[1]).toBe(String(size));
    const all = await leaves();
    const first = await log.file({ level: 'entries', number: 0 });
    const second = await log.file({ level: 'entries', number: 1, width: size - 256 });
    expect([...entriesIn(first), ...entriesIn(second)]).toEqual(all);
    const hashes = all.map(hashLeaf);
    await expect(log.file({ level: 0, number: 0 })).resolves.toEqual(Buffer.concat(hashes.slice(0, 256)));
    const partial = await log.file({ level: 0, number: 1, width: 3 });
    expect(partial).toEqual(Buffer.concat(hashes.slice(256, 259)));
    expect(entriesIn(await log.file({ level: 'entries', number: 1, width: 3 }))).toEqual(all.slice(256, 259));
    expect(entriesIn(await log.file({ level: 'entries', number: 0, width: 7 }))).toEqual(all.slice(0, 7));
    const top = await log.file({ level: 1, number: 0, width: 1 });
    expect(top).toEqual(Buffer.from(await new LogTree(log.readTile).root(256)));
  });

  it('serves nothing beyond the head', async () => {
    await projection.apply(...blocks);
    const size = projection.checkpoint.nextSequence;
    await projection.apply(...anchor(260));
    for (const level of [0, 'entries'] as const) {
      await expect(log.file({ level, number: 1, width: 4 })).resolves.toBeInstanceOf(Uint8Array);
      await expect(log.file({ level, number: 1, width: 5 })).resolves.toBeUndefined();
      await expect(log.file({ level, number: 1 })).resolves.toBeUndefined();
      await expect(log.file({ level, number: 2, width: 1 })).resolves.toBeUndefined();
      await expect(log.file({ level, number: 999_999_999_999_999 })).resolves.toBeUndefined();
    }
    await expect(log.file({ level: 1, number: 0, width: 2 })).resolves.toBeUndefined();
    await expect(log.file({ level: 63, number: 0, width: 1 })).resolves.toBeUndefined();
    expect(size).toBeGreaterThan(300);
  });

  it('knows the last block of a head, also after a restart', async () => {
    await projection.apply(...blocks);
    const size = projection.checkpoint.nextSequence;
    await projection.apply(...anchor(size));
    expect(projection.head).toMatchObject({ size, block: blocks.length - 1 });
    await projection.close();
    projection = await Projection.open(folder);
    expect(projection.head).toMatchObject({ size, block: blocks.length - 1 });
  });

  it('treats a head that ends inside a block as covering nothing', async () => {
    await projection.apply(...blocks);
    await projection.apply(...anchor(projection.checkpoint.nextSequence - 1));
    expect(projection.head).toMatchObject({ block: -1 });
  });

  it('continues after a restart, byte for byte the same in one write or many', async () => {
    for (const block of blocks) {
      await projection.apply(block);
      await projection.close();
      projection = await Projection.open(folder);
    }
    const other = await mkdtemp(join(tmpdir(), 'guidang-log-'));
    const atOnce = await Projection.open(other);
    await atOnce.apply(...blocks);
    await expect(atOnce.digest()).resolves.toBe(await projection.digest());
    await atOnce.close();
    await rm(other, { recursive: true });
  });

  it('does not run ahead of a failed write', async () => {
    const [first, second, ...rest] = blocks;
    if (first === undefined || second === undefined) throw new Error('no blocks');
    const wrong = { ...(rest[0] ?? first), previousHash: createHash('sha256').digest('hex') };
    await expect(projection.apply(first, second, wrong)).rejects.toThrow('does not follow');
    expect(projection.checkpoint.height).toBe(0);
    await projection.apply(first, second, ...rest);
    const hashes = (await leaves()).map(hashLeaf);
    const tile = await projection.tile({ level: 0, number: 0 });
    expect(tile.hashes).toEqual(Buffer.concat(hashes.slice(0, 256)));
  });
});
