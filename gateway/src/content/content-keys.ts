// SPDX-License-Identifier: Apache-2.0
import { createSecretKey, hkdfSync, randomBytes } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { open, readFile, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ContentError } from './content-error';
import { syncFolder } from './sync-folder';

const keyLengthBytes = 32;
export const keyIdLengthBytes = 16;
const keysMax = 100;

export interface ContentKey {
  /** Identifies the key in a file's header, and reveals nothing about it. */
  readonly id: Buffer;
  readonly secret: KeyObject;
}

/** The keys that encrypt contents: the current key encrypts and decrypts, older keys only decrypt. */
export class ContentKeys {
  readonly current: ContentKey;
  readonly #keys: readonly ContentKey[];

  /** @throws ContentError `content-keys-invalid` */
  constructor(secrets: readonly Buffer[]) {
    const [current] = (this.#keys = secrets.map(contentKey));
    if (current === undefined) throw invalid('no key');
    this.current = current;
  }

  find(id: Uint8Array): ContentKey | undefined {
    return this.#keys.find((key) => key.id.equals(id));
  }

  /** @throws ContentError `content-key-unknown`, naming what is under it. */
  demand(id: Uint8Array, what: string): ContentKey {
    const found = this.find(id);
    if (found !== undefined) return found;
    throw new ContentError('content-key-unknown', `${what} is under a key that the key file lacks`);
  }
}

/**
 * Reads a key file: one 32-byte key per line, base64url, the current key first. To rotate, put a new line on top;
 * remove a line only when no file is encrypted under it any more.
 *
 * @throws ContentError `content-keys-invalid`
 */
export async function readContentKeys(path: string): Promise<ContentKeys> {
  try {
    const { mode } = await stat(path);
    if ((mode & 0o077) !== 0) throw invalid('others may read it: its mode must be 0600');
    const lines = (await readFile(path, 'utf8')).split('\n').filter((line) => line !== '');
    if (lines.length > keysMax) throw invalid('too many keys');
    return new ContentKeys(lines.map((line) => Buffer.from(line, 'base64url')));
  } catch (cause) {
    if (cause instanceof ContentError) throw cause;
    throw invalid('cannot be read', cause);
  }
}

/**
 * Creates a key file with one new key. It never overwrites a file, because a lost key is lost content.
 *
 * @throws the file system's error, `EEXIST` if the file exists.
 */
export async function createContentKeys(path: string): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${randomBytes(keyLengthBytes).toString('base64url')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await syncFolder(dirname(path));
}

/** The error of a key file that is missing where contents exist that only its keys open. */
export function contentKeysMissing(path: string, contents: string): ContentError {
  return invalid(
    `${path} is missing, and ${contents} cannot be read without it: put the file back from its backup, ` +
      'or move those data away to begin anew without them',
  );
}

function contentKey(bytes: Buffer): ContentKey {
  if (bytes.length !== keyLengthBytes) throw invalid('a key is not 32 bytes long');
  const secret = createSecretKey(bytes);
  return {
    id: Buffer.from(hkdfSync('sha256', secret, '', 'guidang content key id', keyIdLengthBytes)),
    secret,
  };
}

function invalid(why: string, cause?: unknown): ContentError {
  return new ContentError('content-keys-invalid', `content key file: ${why}`, { cause });
}
