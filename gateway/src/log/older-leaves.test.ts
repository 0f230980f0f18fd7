// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRecord } from '@guidang/chaincode/commands';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { World } from '../../../chaincode/src/testing/world';
import { hashLeaf } from '../merkle/hashing';
import { LogTree } from '../merkle/tree';
import { eventsBetween, Projection } from '../projection';
import { headTransaction } from '../testing/head-transaction';
import { olderBlocks, olderFile } from '../testing/older-blocks';
import { blocksWith, transactionsOf } from '../testing/world-blocks';
import { PublishedLog } from './published-log';
import { readOpenedLeaf } from './opened-leaf';
import { openedLeafOf } from '../merkle/leaf';

jest.setTimeout(60_000);

const blocks = olderBlocks();
/** The leaves of that time, as an export of that time has them. */
const leaves = olderFile('export-record.ndjson')
  .split('\n')
  .flatMap((line) => (line.startsWith('{"index"') ? (JSON.parse(line) as { leaf: string }).leaf : []));

let folder: string;
let projection: Projection;
let log: PublishedLog;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-log-'));
  projection = await Projection.open(folder);
  log = new PublishedLog(projection);
  await projection.apply(...blocks);
});
afterEach(async () => {
  await projection.close();
  await rm(folder, { recursive: true });
});

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

/** Records that are brought after the upgrade, and a head over all. */
async function goOn(): Promise<void> {
  const world = await World.create();
  const create = (): string => world.sign(world.officers.eastRegistrar, createRecord, aRecord());
  await world.batch('east', [create(), create()]);
  const [brought] = transactionsOf(world).slice(-1);
  if (brought === undefined) throw new Error('nothing was brought');
  await projection.apply(...blocksWith([[brought]], blocks.at(-1)));
  const size = projection.checkpoint.nextSequence;
  const anchor = headTransaction({ size, cosigned: [brought.claimedAt] });
  await projection.apply(
    ...blocksWith([[anchor]], {
      number: blocks.length,
      hash: projection.checkpoint.hash,
      previousHash: '',
      transactions: [],
    }),
  );
}

describe('leaves from before they were salted', () => {
  it('are the same to the byte, and so are their tree and its head', async () => {
    const checkpoint = olderFile('checkpoint.txt');
    const [, size = '', root] = checkpoint.split('\n');
    expect(log.checkpoint()).toBe(checkpoint);
    expect(leaves).toHaveLength(Number(size));
    const bundle = { level: 'entries', number: 0, width: leaves.length } as const;
    expect(entriesIn(await log.file(bundle))).toEqual(leaves);
    const tile = await log.file({ level: 0, number: 0, width: leaves.length });
    expect(tile).toEqual(Buffer.concat(leaves.map(hashLeaf)));
    const own = await new LogTree(log.readTile).root(leaves.length);
    expect(Buffer.from(own).toString('base64')).toBe(root);
  });

  it('are for members, alone and beside salted ones; their hashes are for everybody', async () => {
    await expect(log.isForMembers({ level: 'entries', number: 0, width: 1 })).resolves.toBe(true);
    await goOn();
    const size = leaves.length + 2;
    await expect(log.isForMembers({ level: 'entries', number: 0, width: size })).resolves.toBe(true);
    await expect(log.isForMembers({ level: 0, number: 0, width: size })).resolves.toBe(false);
    const entries = entriesIn(await log.file({ level: 'entries', number: 0, width: size }));
    expect(entries.slice(0, -2)).toEqual(leaves);
    expect(entries.slice(-2).map((leaf) => (JSON.parse(leaf) as { schema: number }).schema)).toEqual([2, 2]);
  });

  it('come in receipts as they are, beside salted ones that are opened', async () => {
    await goOn();
    const opened: (string | undefined)[] = [];
    for await (const event of eventsBetween(projection, 0, { before: leaves.length + 2 })) {
      opened.push(readOpenedLeaf(openedLeafOf(event))?.leaf);
    }
    const served = entriesIn(await log.file({ level: 'entries', number: 0, width: leaves.length + 2 }));
    expect(opened).toEqual(served);
  });
});
