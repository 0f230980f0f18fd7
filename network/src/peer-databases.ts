// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

/** From before the first key to after the last: Fabric's keys begin with names or small numbers. */
const wholeRange = [Buffer.from([0]), Buffer.alloc(64, 0xff)] as const;

/**
 * Compacts the databases of a stopped peer, so that their files contain live data only.
 * LevelDB keeps a purged value in its logs and tables until they are compacted, which for small databases never happens
 * by itself. The caller must make sure that the peer is stopped: its locks (flock) do not exclude this process, which
 * locks with fcntl.
 * @param folder the peer's data folder.
 * @throws Error when a database is damaged, or open in another process of this tool.
 */
export async function compactDatabases(folder: string): Promise<void> {
  for (const database of databasesIn(folder)) {
    const level = new ClassicLevel<Buffer, Buffer>(database, {
      keyEncoding: 'buffer',
      valueEncoding: 'buffer',
      createIfMissing: false,
    });
    await level.open();
    try {
      await level.compactRange(...wholeRange);
    } finally {
      await level.close();
    }
  }
}

/** Purged private data can remain in these: transient store, private data store, state. */
function databasesIn(folder: string): string[] {
  const ledgers = join(folder, 'ledgersData');
  const names = existsSync(ledgers) ? readdirSync(ledgers) : [];
  const folders = [join(folder, 'transientstore'), ...names.map((name) => join(ledgers, name))];
  return folders.filter((each) => existsSync(join(each, 'CURRENT')));
}
