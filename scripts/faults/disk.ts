// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, open, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const diskMebibytes = 192;

/** What the rounds need of this machine. */
export interface Means {
  /** The library that injects faults; `undefined` without a C compiler. */
  readonly shim: string | undefined;
  readonly canMount: boolean;
  readonly folder: string;
}

/** Compiles the library and tries whether a small file system can be mounted, in a folder of its own. */
export async function findMeans(): Promise<Means> {
  const folder = await mkdtemp(join(tmpdir(), 'guidang-faults-'));
  const disk = await SmallDisk.mount(join(folder, 'try'));
  await disk?.unmount();
  return { folder, shim: compileShim(folder), canMount: disk !== undefined };
}

function compileShim(folder: string): string | undefined {
  const beside = join(__dirname, 'disk-faults.c');
  const source = existsSync(beside) ? beside : join(__dirname, '..', '..', 'faults', 'disk-faults.c');
  const library = join(folder, 'disk-faults.so');
  const { status } = spawnSync('gcc', [
    '-shared',
    '-fPIC',
    '-O2',
    '-o',
    library,
    source,
    '-ldl',
    '-lpthread',
  ]);
  return status === 0 ? library : undefined;
}

/** A small file system in memory, which the tests may fill. */
export class SmallDisk {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** @returns undefined where this process may not mount. */
  static async mount(folder: string): Promise<SmallDisk | undefined> {
    await mkdir(folder, { recursive: true });
    const options = `size=${diskMebibytes}m,mode=0700`;
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', options, 'guidang-faults', folder]);
    return status === 0 ? new SmallDisk(folder) : undefined;
  }

  /** Fills it until this many bytes are free. */
  async fill(leftBytes: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const wanted = bavail * bsize - leftBytes;
    if (wanted <= 0) return;
    const file = await open(this.#filler, 'w', 0o600);
    try {
      const piece = Buffer.alloc(1024 * 1024, 1);
      for (let written = 0; written < wanted; written += piece.length) {
        const { bytesWritten } = await file.write(piece, 0, Math.min(piece.length, wanted - written));
        if (bytesWritten < piece.length) break;
      }
    } catch (error) {
      // The gateway writes too: it may take the last bytes first.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
    } finally {
      await file.close();
    }
  }

  /** Gives the space back. */
  async empty(): Promise<void> {
    await rm(this.#filler, { force: true });
  }

  async unmount(): Promise<void> {
    spawnSync('umount', [this.folder]);
    await rm(this.folder, { recursive: true, force: true });
  }

  get #filler(): string {
    return join(this.folder, 'filler');
  }
}
