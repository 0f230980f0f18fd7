// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createRecord } from '@guidang/chaincode/commands';
import { officers, organisations } from '@guidang/chaincode/sample';
import { loadWalletKey } from '../identity';
import { withStoredBlocks } from '../ledger/embedded';
import { EntryCipher, LevelOutboxStore } from '../outbox';
import { dataFolderAt } from '../start/data-folder';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { findOrphans } from './orphans';

const hourMs = 3_600_000;

describe('stored files that nothing refers to', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-orphans-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function search(storedBeforeMs: number, remove = false) {
    return withStoredBlocks(dataFolderAt(folder).ledger, (ledger) =>
      findOrphans({
        dataFolder: folder,
        organisations: Object.keys(organisations),
        ledger,
        storedBeforeMs,
        remove,
        progress: () => undefined,
      }),
    );
  }

  it('are found and removed; those of records and of open writes, and young ones, are not', async () => {
    const gateway = await EmbeddedGateway.seeded({ folder });
    const { contents, store } = gateway;
    const put = async (text: string): Promise<string> =>
      (await contents.put(Readable.from([Buffer.from(text)]), { sizeBytesMax: 100 })).digest.value;
    const [recorded, promised, orphan] = [await put('recorded'), await put('promised'), await put('orphan')];
    await gateway.give(officers.eastRegistrar, createRecord, {
      category: 'WS',
      retention: 'D30',
      year: '2026',
      date: '2026-11-23',
      dossiers: [],
      contents: [
        { digest: { algorithm: 'sha256', value: recorded }, bytes: 8, mediaType: 'text/plain', role: 'scan' },
      ],
      references: [],
    });
    const payload = Buffer.from(JSON.stringify({ digest: { value: promised } })).toString('base64url');
    const cipher = new EntryCipher(loadWalletKey(dataFolderAt(folder).keys.wallet));
    await new LevelOutboxStore(store, 'east', cipher).accept({
      id: 'east~someone~1',
      invocation: { transaction: 'record:create', args: [`e30.${payload}.x`] },
      kept: true,
    });
    await gateway.close();

    const soon = Date.now() + hourMs;
    await expect(search(Date.now() - hourMs)).resolves.toEqual([]);
    const found = await search(soon);
    expect(found.map(({ digest }) => digest)).toEqual([orphan]);
    await search(soon, true);
    await expect(search(soon)).resolves.toEqual([]);
  });
});
