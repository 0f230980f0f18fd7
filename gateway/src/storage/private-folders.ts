// SPDX-License-Identifier: Apache-2.0
import { chmod, lstat, mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';

const groupAndOthers = 0o077;
const writersBesidesOwner = 0o022;
const sticky = 0o1000;

interface PrivateFolders {
  /** The folder that holds the others, which may have been there before and hold other things. */
  readonly root: string;
  /** The gateway's own, in it. */
  readonly own: readonly string[];
  /** Folders of keys: a key that others could read is not repaired but refused, by who reads it. */
  readonly keys: readonly string[];
  /** Called for each path whose mode was repaired. */
  readonly onRepair: (path: string, mode: string) => void;
}

/**
 * Creates the gateway's folders so that no other user of the machine can look into them, and repairs those that
 * existed with wider modes, with the files in them. In the folder around them others may at most read names.
 * @throws {Error} for a root that is no folder, or cannot be made, with the way out.
 */
export async function keepPrivate({ root, own, keys, onRepair }: PrivateFolders): Promise<void> {
  await makeRoot(root);
  // Who may write there could put another folder in the place of ours; not so where the sticky bit is set.
  const { mode } = await lstat(root);
  if ((mode & sticky) === 0) await narrow(root, writersBesidesOwner, onRepair);
  for (const folder of [...own, ...keys]) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await narrow(folder, groupAndOthers, onRepair);
  }
  for (const folder of own) {
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      // Nothing below a closed folder can be reached: one level suffices, and is all that the files of a store need.
      if (entry.isFile()) await narrow(join(folder, entry.name), groupAndOthers, onRepair);
    }
  }
}

async function makeRoot(root: string): Promise<void> {
  try {
    await mkdir(root, { recursive: true, mode: 0o700 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(
      `${root} cannot be the data folder (${reason}): set GUIDANG_DATA to a folder of your own`,
      {
        cause: error,
      },
    );
  }
}

async function narrow(path: string, unwanted: number, onRepair: PrivateFolders['onRepair']): Promise<void> {
  const { mode } = await lstat(path);
  if ((mode & unwanted) === 0) return;
  const wanted = mode & 0o7777 & ~unwanted;
  await chmod(path, wanted);
  onRepair(path, wanted.toString(8).padStart(4, '0'));
}
