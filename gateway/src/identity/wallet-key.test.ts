// SPDX-License-Identifier: Apache-2.0
import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { thrown } from '../../../chaincode/src/testing/thrown';
import { loadWalletKey, parseWalletKey } from './wallet-key';

describe('loadWalletKey', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-key-'));
    file = join(folder, 'keys', 'wallet.key');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('makes a key at the first start and finds it at the next', () => {
    const key = loadWalletKey(file);
    expect(key).toHaveLength(32);
    expect(loadWalletKey(file)).toEqual(key);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, 'keys'))).toEqual(['wallet.key']);
  });

  it.each([0o640, 0o604, 0o660])('refuses a file of mode %o', (mode) => {
    loadWalletKey(file);
    chmodSync(file, mode);
    expect(thrown(() => loadWalletKey(file))).toMatchObject({ code: 'wallet-key-unsafe' });
  });

  it('refuses a damaged file, and does not replace it', () => {
    loadWalletKey(file);
    writeFileSync(file, '');
    expect(thrown(() => loadWalletKey(file))).toMatchObject({ code: 'wallet-key-unsafe' });
  });
});

describe('parseWalletKey', () => {
  it.each(['', 'c2hvcnQ=', `${'A'.repeat(43)}=!`, `${'A'.repeat(42)}B=`])('refuses %j', (text) => {
    expect(thrown(() => parseWalletKey(text))).toMatchObject({ code: 'wallet-key-unsafe' });
  });

  it('reads 32 bytes in base64', () => {
    expect(parseWalletKey(`${'A'.repeat(43)}=`)).toEqual(Buffer.alloc(32));
  });
});
