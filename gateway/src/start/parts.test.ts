// SPDX-License-Identifier: Apache-2.0
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pino } from 'pino';
import { firstOrganisation } from '../application/gateway-context';
import type { Config } from '../config/config';
import { dataFolderAt } from './data-folder';
import { Gateway } from '../gateway';
import { embeddedConfig } from '../testing/embedded-gateway';
import { joinLedger } from './join-ledger';
import { Opened, openTogether } from './opened';
import { openParts } from './parts';

const logger = pino({ level: 'silent' });

let folder: string;
let config: Config;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'guidang-parts-'));
  config = embeddedConfig(folder);
});

afterEach(() => rm(folder, { recursive: true }));

async function openAndClose(): Promise<void> {
  const parts = await openParts(config, { logger });
  await parts.close();
}

describe('openParts', () => {
  it('opens what it closed, and nobody else may have it open meanwhile', async () => {
    const parts = await openParts(config, { logger });
    await expect(openParts(config, { logger })).rejects.toMatchObject({ code: 'LEVEL_DATABASE_NOT_OPEN' });
    await parts.close();
    await expect(openAndClose()).resolves.toBeUndefined();
  });

  it.each([
    ['the ledger', 'ledger'],
    ['the projection', 'projection'],
    ['the contents', 'contents'],
  ] as const)('leaves no store locked when %s cannot be opened', async (_, part) => {
    const place = dataFolderAt(folder)[part];
    await mkdir(folder, { recursive: true });
    await writeFile(place, 'a file where a folder should be');
    await expect(openParts(config, { logger })).rejects.toThrow();
    await rm(place);
    await expect(openAndClose()).resolves.toBeUndefined();
  });

  it.each([
    ['the wallet', 'wallet', 'wallet-key-missing'],
    ['the looking up of people', 'people', 'wallet-key-missing'],
  ] as const)('makes no new key for %s where data of the lost one are', async (_, key, code) => {
    await openAndClose();
    const file = dataFolderAt(folder).keys[key];
    const kept = await readFile(file);
    await rm(file);
    await expect(openParts(config, { logger })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(new RegExp(`${key} is missing, .* from its backup`, 'u')) as string,
    });
    expect(existsSync(file)).toBe(false);
    await writeFile(file, kept, { mode: 0o600 });
    await expect(openAndClose()).resolves.toBeUndefined();
  });

  it('makes no new key for contents where contents are', async () => {
    const parts = await openParts(config, { logger });
    const limits = { sizeBytesMax: 10 };
    await parts.contents.put(Readable.from([Buffer.from('a scan')]), limits);
    await parts.close();
    await rm(dataFolderAt(folder).keys.content);
    await expect(openParts(config, { logger })).rejects.toMatchObject({ code: 'content-keys-invalid' });
  });

  it('stores nothing more once a write has failed, and nothing new on a full disk', async () => {
    const parts = await openParts(config, { logger });
    const put = (): Promise<unknown> =>
      parts.contents.put(Readable.from([Buffer.from('a scan')]), { sizeBytesMax: 10 });
    await put();
    parts.storage.guard('gateway').fail(new Error('EIO'));
    await expect(put()).rejects.toMatchObject({ code: 'storage-failed' });
    await expect(parts.store.put('a', 'b')).rejects.toMatchObject({ code: 'storage-failed' });
    await parts.close();
    const full = await openParts(
      { ...config, storage: { reserveBytes: Number.MAX_SAFE_INTEGER } },
      { logger },
    );
    await expect(
      full.contents.put(Readable.from([Buffer.from('another')]), { sizeBytesMax: 10 }),
    ).rejects.toMatchObject({ code: 'storage-full' });
    await full.close();
  });

  it('keeps other users out of a folder that existed', async () => {
    await openAndClose();
    const { gateway } = dataFolderAt(folder);
    await chmod(gateway, 0o755);
    await openAndClose();
    expect((await stat(gateway)).mode & 0o777).toBe(0o700);
  });

  it('leaves no store locked when the keys of the contents are damaged, the last to be opened', async () => {
    await openAndClose();
    await writeFile(dataFolderAt(folder).keys.content, 'no key');
    await expect(openParts(config, { logger })).rejects.toMatchObject({ name: 'ContentError' });
    await rm(dataFolderAt(folder).keys.content);
    await expect(openAndClose()).resolves.toBeUndefined();
  });

  it('leaves no store locked when there is no organisation to act for', async () => {
    const embedded = { organisations: [] };
    await expect(openParts({ ...config, embedded }, { logger })).rejects.toThrow('at least one organisation');
    await expect(openAndClose()).resolves.toBeUndefined();
  });
});

it('a gateway runs on the parts, counts its dead letters, and closes all of them', async () => {
  const gateway = await Gateway.start(config, logger);
  try {
    await gateway.registered;
    const metrics = await fetch(`${gateway.url}/metrics`);
    await expect(metrics.text()).resolves.toContain('guidang_reaction_dead_letters{kind="print-licence"} 0');
  } finally {
    await gateway.close();
  }
  await expect(openAndClose()).resolves.toBeUndefined();
});

it('a gateway whose port is taken leaves no store locked', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  await expect(Gateway.start({ ...config, port }, logger)).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
  await expect(openAndClose()).resolves.toBeUndefined();
});

it('an organisation that is being registered when the start fails is no failure of its own', async () => {
  const lines: string[] = [];
  const telling = pino({ level: 'warn' }, { write: (line: string) => lines.push(line) });
  const parts = await openParts(config, { logger: telling });
  let fail: (error: Error) => void = () => undefined;
  jest
    .spyOn(firstOrganisation(parts.context).ledger, 'evaluate')
    .mockImplementation(() => new Promise((_, reject) => (fail = reject)));
  const joined = joinLedger(parts);
  await joined.leave();
  await parts.close();
  fail(new Error('Database is not open'));
  await joined.registered;
  expect(lines).toEqual([]);
});

describe('openTogether', () => {
  const closing = (closed: string[], name: string) => (): Promise<void> => {
    closed.push(name);
    return Promise.resolve();
  };

  it('closes in the reverse order, also past a part that cannot be closed, and throws why it failed to open', async () => {
    const closed: string[] = [];
    const opening = openTogether((opened) => {
      opened.add('first', closing(closed, 'first'));
      opened.add('second', () => Promise.reject(new Error('it does not close')));
      opened.add('third', closing(closed, 'third'));
      return Promise.reject(new Error('it does not open'));
    });
    await expect(opening).rejects.toThrow('it does not open');
    expect(closed).toEqual(['third', 'first']);
  });

  it('closes once, and says what failed to close', async () => {
    const closed: string[] = [];
    const opened = new Opened();
    opened.add('first', closing(closed, 'first'));
    opened.add('second', () => Promise.reject(new Error('it does not close')));
    await expect(opened.close()).rejects.toThrow('it does not close');
    await opened.close();
    expect(closed).toEqual(['first']);
  });
});
