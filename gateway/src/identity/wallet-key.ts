// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { IdentityError } from './identity-error';

const walletKeyBytes = 32;

/**
 * Reads the wallet's key from its file, or creates the file, mode 0600, at the first start. Back it up separately from
 * the wallet: neither is of use without the other.
 * @param neededBy what cannot be read without the key, if there is any: then the file is not created.
 * @returns 32 bytes.
 * @throws {IdentityError} `wallet-key-unsafe` when other users could read the file, or it holds no key;
 * `wallet-key-missing`.
 */
export function loadWalletKey(file: string, neededBy?: string): Buffer {
  if (neededBy !== undefined && !existsSync(file)) {
    throw new IdentityError(
      'wallet-key-missing',
      `${file} is missing, and ${neededBy} cannot be read without it: put the file back from its backup, ` +
        'or move those data away to begin anew without them',
    );
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  createKeyFile(file);
  const descriptor = openSync(file, 'r');
  try {
    if ((fstatSync(descriptor).mode & 0o077) !== 0) {
      throw new IdentityError('wallet-key-unsafe', `${file} must have mode 0600: others can read it`);
    }
    return parseWalletKey(readFileSync(descriptor, 'utf8').trim());
  } finally {
    closeSync(descriptor);
  }
}

/**
 * Decodes a base64 wallet key given by configuration (a secret store's variable).
 * @throws {IdentityError} `wallet-key-unsafe` unless it is 32 bytes.
 */
export function parseWalletKey(text: string): Buffer {
  const key = Buffer.from(text, 'base64');
  if (key.length !== walletKeyBytes || key.toString('base64') !== text) {
    throw new IdentityError('wallet-key-unsafe', "the wallet's key must be 32 bytes in base64");
  }
  return key;
}

/**
 * Writes a temporary file, then links it: a crash leaves no partial key, and of two gateways that start together one
 * key wins.
 */
function createKeyFile(file: string): void {
  if (existsSync(file)) return;
  const temporary = `${file}.${randomBytes(4).toString('hex')}.tmp`;
  const key = randomBytes(walletKeyBytes).toString('base64');
  writeFileSync(temporary, `${key}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    linkSync(temporary, file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    unlinkSync(temporary);
  }
  syncFolder(dirname(file));
}

/** Or a crash could take the name away after data were sealed with the key. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
