// SPDX-License-Identifier: Apache-2.0
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { createRecord } from '@guidang/chaincode/commands';
import { officers, organisations } from '@guidang/chaincode/sample';
import { aRecord } from '../../../chaincode/src/testing/a-record';
import { checkEmbedded } from '../fsck/check-embedded';
import { lineOf } from '../fsck/outcome';
import { EmbeddedGateway } from '../testing/embedded-gateway';
import { dataFolderAt } from './data-folder';

jest.setTimeout(300_000);

const bytesMax = 100;
const scan = Buffer.from('a scan');

/** Every store that is a LevelDB; `gateway` holds wallet, outbox, idempotency keys, contents' index and the log's state. */
const stores = ['ledger', 'gateway', 'projection'] as const;

/** What is read before a store is opened: where in the file, as a share of its length. */
const checkedAtOpen = ['.log', 'MANIFEST-', 'CURRENT'].flatMap((file) =>
  [0, 0.25, 0.5, 0.75, 0.999].map((share): [string, number] => [file, share]),
);

describe('a byte that has changed in a file of a store', () => {
  let root: string;
  let whole: string;
  let folder: string;

  beforeAll(async () => {
    root = await mkdtemp(join(tmpdir(), 'guidang-damaged-'));
    whole = join(root, 'whole');
    const gateway = await EmbeddedGateway.seeded({ folder: whole });
    await gateway.contents.put(Readable.from([scan]), { sizeBytesMax: bytesMax });
    await gateway.give(officers.eastRegistrar, createRecord, aRecord());
    await gateway.close();
    // What was in the logs goes to tables when they are opened again, and new logs need something in them.
    const again = await EmbeddedGateway.open({ folder: whole });
    await again.give(officers.eastRegistrar, createRecord, aRecord());
    await again.close();
    folder = join(root, 'copy');
  });

  beforeEach(() => cp(whole, folder, { recursive: true }));
  afterEach(() => rm(folder, { recursive: true }));
  afterAll(() => rm(root, { recursive: true }));

  /** Flips a bit of a store's file, and returns the name of the file. */
  async function damage(place: string, wanted: string, share: number): Promise<string> {
    const names = (await readdir(place)).filter((name) => name.includes(wanted)).sort();
    for (const name of names) {
      const bytes = await readFile(join(place, name));
      if (bytes.length === 0) continue;
      const at = Math.floor(bytes.length * share);
      bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
      await writeFile(join(place, name), bytes);
      return name;
    }
    throw new Error(`${place} has no ${wanted}`);
  }

  async function findings(): Promise<string> {
    const { findings: found } = await checkEmbedded(folder, Object.keys(organisations), () => undefined);
    return found.map(lineOf).join('\n');
  }

  describe.each(stores)('%s', (store) => {
    it.each(checkedAtOpen)('%s at %d: is not opened, and the file is named', async (wanted, share) => {
      const place = dataFolderAt(folder)[store];
      const name = await damage(place, wanted, share);
      await expect(EmbeddedGateway.open({ folder })).rejects.toMatchObject({
        code: store === 'ledger' ? 'ledger-damaged' : 'storage-damaged',
        message: expect.stringContaining(`${place}/${name} is damaged`) as string,
      });
      // Nothing was dropped or repaired: once the byte is back, all is there.
      await damage(place, wanted, share);
      expect(await readFile(join(place, name))).toEqual(
        await readFile(join(dataFolderAt(whole)[store], name)),
      );
    });

    it.each([0, 0.5, 0.999])('a table at %d: is named by fsck, which reads all bytes', async (share) => {
      const name = await damage(dataFolderAt(folder)[store], '.ldb', share);
      expect(await findings()).toContain(name);
    });
  });

  it.each([0, 0.3, 0.5, 0.999])(
    'a stored content at %d: is named by fsck, and not given out',
    async (share) => {
      const { contents } = dataFolderAt(folder);
      const gateway = await EmbeddedGateway.open({ folder });
      const { digest } = await gateway.contents.put(Readable.from([scan]), { sizeBytesMax: bytesMax });
      await gateway.close();
      const { value } = digest;
      await damage(join(contents, value.slice(0, 2), value.slice(2, 4)), value, share);
      const damaged = await EmbeddedGateway.open({ folder });
      const read = async (): Promise<unknown> => buffer(await damaged.contents.get(digest, { verify: true }));
      await expect(read()).rejects.toMatchObject({ code: expect.stringMatching(/^content-/u) as string });
      await damaged.close();
      expect(await findings()).toContain(value);
    },
  );

  it('and the whole folder is sound', async () => {
    expect(await findings()).toBe('');
  });
});
