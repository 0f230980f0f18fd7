// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Level } from 'level';
import { fsck } from '../../gateway/src/ledger/embedded';
import { openProbeLedger, probePort } from './embedded-harness';
import { call, collection, commit } from './harness';

/** Every section must detect every altered value; each value is altered in some of its bytes. */
const flipsPerValue = 3;
const flipsPerFile = 40;

const tip = Buffer.from('!meta!tip');
const clean = Buffer.from('!meta!clean');

type Raw = Level<Buffer, Buffer>;

async function openRaw(directory: string): Promise<Raw> {
  const raw: Raw = new Level<Buffer, Buffer>(directory, {
    keyEncoding: 'buffer',
    valueEncoding: 'buffer',
    compression: false,
  });
  await raw.open();
  return raw;
}

function flipped(bytes: Buffer, offset: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(offset) ^ 0x01, offset);
  return copy;
}

/** Offsets spread over `length`, including the first and the last. */
function spread(length: number, count: number): number[] {
  return [
    ...new Set(Array.from({ length: count }, (_, index) => Math.floor((index * (length - 1)) / (count - 1)))),
  ];
}

async function alter(directory: string, change: (raw: Raw) => Promise<void>): Promise<void> {
  const raw = await openRaw(directory);
  await change(raw);
  await raw.close();
}

describe('fsck of the embedded ledger', () => {
  let base = '';
  let sound = '';
  let copies = 0;

  const copy = async (source = sound): Promise<string> => {
    copies += 1;
    const directory = join(base, `copy-${copies}`);
    await cp(source, directory, { recursive: true });
    return directory;
  };

  beforeAll(async () => {
    base = await mkdtemp(join(tmpdir(), 'guidang-fsck-test-'));
    sound = join(base, 'sound');
    const ledger = await openProbeLedger(sound);
    const port = probePort(ledger, 'archives');
    await commit(port, call('put', 'plain', 'value'));
    await commit(port, call('append', 'plain', ' more'));
    await commit(port, call('own', 'owned', 'east', '["archives","east","west","audit"]'));
    for (const key of ['kept', 'purged']) {
      const transient = { value: Buffer.from(`private ${key}`) };
      await commit(port, { ...call('putPrivate', collection.name, key), transient });
    }
    await commit(port, call('purgePrivate', collection.name, 'purged'));
    await commit(port, call('put', 'deleted', 'soon'));
    await commit(port, call('delete', 'deleted'));
    await ledger.close();
  });

  afterAll(() => rm(base, { recursive: true }));

  it('finds nothing in a sound ledger', async () => {
    await expect(fsck(await copy())).resolves.toEqual({ blocks: 9, transactions: 8, findings: [] });
  });

  it('says when there is no ledger', async () => {
    await expect(fsck(join(base, 'nowhere'))).rejects.toMatchObject({ code: 'ledger-unreachable' });
  });

  it('finds an altered byte of any stored value', async () => {
    const directory = await copy();
    const raw = await openRaw(directory);
    const entries = await raw.iterator().all();
    await raw.close();
    expect(new Set(entries.map(([key]) => key.toString().split('!')[1]))).toEqual(
      new Set(['block', 'state', 'hash', 'private', 'transaction', 'meta']),
    );
    const missed: string[] = [];
    for (const [key, value] of entries) {
      for (const offset of spread(value.length, flipsPerValue)) {
        await alter(directory, (store) => store.put(key, flipped(value, offset)));
        if ((await fsck(directory)).findings.length === 0) missed.push(`${key.toString()} at ${offset}`);
      }
      await alter(directory, (store) => store.put(key, value));
    }
    expect(missed).toEqual([]);
    await expect(fsck(directory)).resolves.toMatchObject({ findings: [] });
  }, 120_000);

  it('finds a missing entry', async () => {
    const directory = await copy();
    const raw = await openRaw(directory);
    const entries = await raw.iterator().all();
    await raw.close();
    const missed: string[] = [];
    for (const [key, value] of entries) {
      // A ledger without its clean mark was killed: nothing is wrong with it.
      if (key.toString() === '!meta!clean') continue;
      await alter(directory, (store) => store.del(key));
      if ((await fsck(directory)).findings.length === 0) missed.push(key.toString());
      await alter(directory, (store) => store.put(key, value));
    }
    expect(missed).toEqual([]);
  }, 120_000);

  it.each([
    '!state!forged',
    '!hash!forged',
    '!transaction!forged',
    '!private!forged',
    '!meta!forged',
    'forged',
  ])('finds an entry that no block made: %s', async (key) => {
    const directory = await copy();
    await alter(directory, (raw) => raw.put(Buffer.from(key), Buffer.from('forged')));
    expect((await fsck(directory)).findings).not.toEqual([]);
  });

  it('finds an altered byte of any file', async () => {
    const directory = await copy();
    // Data in the log moves to a table only when the ledger is reopened: check both.
    await alter(directory, () => Promise.resolve());
    const files = await readdir(directory);
    const missed: string[] = [];
    for (const name of files.filter((file) => /\.(log|ldb)$|^MANIFEST|^CURRENT/u.test(file))) {
      const bytes = await readFile(join(directory, name));
      for (const offset of bytes.length === 0 ? [] : spread(bytes.length, flipsPerFile)) {
        const altered = await copy(directory);
        await writeFile(join(altered, name), flipped(bytes, offset));
        if ((await fsck(altered)).findings.length === 0) missed.push(`${name} at ${offset}`);
      }
    }
    expect(missed).toEqual([]);
  }, 240_000);

  it('finds an altered byte of the log that a killed ledger leaves', async () => {
    const directory = await copy();
    const ledger = await openProbeLedger(directory);
    await commit(probePort(ledger, 'archives'), call('put', 'last', 'acknowledged'));
    const killed = await copy(directory);
    await ledger.close();
    const [log = ''] = (await readdir(killed)).filter((file) => file.endsWith('.log'));
    const bytes = await readFile(join(killed, log));
    expect(bytes.includes('acknowledged')).toBe(true);
    await writeFile(join(killed, log), flipped(bytes, bytes.length - 1));

    await expect(openProbeLedger(killed)).rejects.toMatchObject({ code: 'ledger-damaged' });
    expect((await fsck(killed)).findings).toContainEqual(
      expect.objectContaining({ kind: 'file', where: log }),
    );
  });

  it.each<[string, (raw: Raw, lastBlock: Buffer) => Promise<void>]>([
    ['an altered block', async (raw, key) => raw.put(key, flipped(await raw.get(key), 200))],
    ['a missing block', (raw, key) => raw.del(key)],
    ['an altered mark of the tip', async (raw) => raw.put(tip, flipped(await raw.get(tip), 30))],
    ['no mark of the tip', (raw) => raw.del(tip)],
    ['an altered clean mark', async (raw) => raw.put(clean, flipped(await raw.get(clean), 30))],
  ])('refuses to open a killed ledger with %s', async (_what, change) => {
    const directory = await copy();
    const ledger = await openProbeLedger(directory);
    const { block } = await commit(probePort(ledger, 'archives'), call('put', 'last', 'acknowledged'));
    const killed = await copy(directory);
    await ledger.close();
    const key = Buffer.from(`!block!${block.toString(16).padStart(16, '0')}`);
    await alter(killed, (raw) => change(raw, key));
    await expect(openProbeLedger(killed)).rejects.toMatchObject({ code: 'ledger-damaged' });
  });
});
