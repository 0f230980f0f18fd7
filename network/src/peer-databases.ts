// SPDX-License-Identifier: Apache-2.0
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ClassicLevel } from 'classic-level';

/** From before the first key to after the last: Fabric's keys begin with names or small numbers. */
const wholeRange = [Buffer.from([0]), Buffer.alloc(64, 0xff)] as const;

/**
 * Rewrites the databases of a peer that does not run, so that their files hold what is live and nothing else.
 * LevelDB leaves a purged value in its logs and tables until it happens to compact them, which for small databases
 * is never. The caller sees to it that the peer does not run: the peer's locks (flock) do not keep us out, who
 * lock otherwise (fcntl).
 * @param folder the peer's data folder.
 * @throws Error when a database is damaged, or another of us has it open.
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

/** What was private and is no more can lie in these: what is on its way, what is stored, and the state. */
function databasesIn(folder: string): string[] {
  const ledgers = join(folder, 'ledgersData');
  const names = existsSync(ledgers) ? readdirSync(ledgers) : [];
  const folders = [join(folder, 'transientstore'), ...names.map((name) => join(ledgers, name))];
  return folders.filter((each) => existsSync(join(each, 'CURRENT')));
}
