// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryWallet } from '../testing/temporary-wallet';
import type { TemporaryWallet } from '../testing/temporary-wallet';
import { Wallet } from './wallet';
import type { OfficerEntry } from './wallet';
import { sealBox } from '../common/sealed-box';
import { WalletCipher } from './wallet-cipher';

function officer(id: string, organisation = 'east'): OfficerEntry {
  return {
    kind: 'officer',
    id,
    organisation,
    department: '11100000000013338W',
    roles: ['acceptor', 'reviewer'],
    certificatePem: 'the certificate',
    privateKeyPem: 'MARKER-OF-A-PRIVATE-KEY',
  };
}

describe('Wallet', () => {
  let temporary: TemporaryWallet;
  let wallet: Wallet;

  beforeEach(async () => {
    temporary = await temporaryWallet();
    wallet = temporary.wallet;
  });

  afterEach(() => temporary.close());

  const section = () => temporary.store.sublevel<string, Buffer>('wallet', { valueEncoding: 'buffer' });

  it('gives back what was put, under its own kind, organisation and identifier only', async () => {
    await wallet.put(officer('east-1'));
    expect(await wallet.findOfficer('east', 'east-1')).toEqual(officer('east-1'));
    expect(await wallet.findOfficer('west', 'east-1')).toBeUndefined();
    expect(await wallet.findService('east', 'gateway', 'east-1')).toBeUndefined();
  });

  it('lists the officers of one organisation in order', async () => {
    for (const entry of [officer('b'), officer('a'), officer('c', 'eastern')]) await wallet.put(entry);
    const gateway = { ...officer('g'), kind: 'gateway' } as const;
    const { department, roles, ...service } = gateway;
    expect([department, roles.length]).toEqual(['11100000000013338W', 2]);
    await wallet.put(service);
    expect(await wallet.officers('east')).toEqual(['a', 'b']);
  });

  it('survives a restart with the same key', async () => {
    await wallet.put(officer('east-1'));
    const again = await Wallet.open(temporary.store, temporary.key);
    expect(await again.findOfficer('east', 'east-1')).toEqual(officer('east-1'));
  });

  it('reads keys of the log as wallets had them before, and writes them again as they are now', async () => {
    const seed = (letter: string): string => Buffer.alloc(32, letter).toString('base64');
    const rest = { log: seed('l'), cosigner: seed('c'), seal: seed('s') };
    const former = {
      kind: 'log',
      id: '0',
      organisation: 'east',
      seeds: { ...rest, quantumCosigner: seed('q') },
    };
    const cipher = new WalletCipher(temporary.key);
    await section().put('east/log/0', cipher.seal('east/log/0', JSON.stringify(former)));
    const seeds = { ...rest, postQuantumCosigner: seed('q') };
    expect(await wallet.logKeys('east')).toEqual([{ ...former, seeds }]);
    const stored = cipher.open('east/log/0', (await section().get('east/log/0')) ?? Buffer.alloc(0));
    expect(JSON.parse(stored)).toEqual({ ...former, seeds });
  });

  it('seals entries of older wallets again, under a key of its own', async () => {
    const entry = officer('east-1');
    const name = 'east/officer/east-1';
    // As until 2026-11: version 1, nonce, tag and ciphertext, under the wallet's key itself.
    const lock = { key: temporary.key, nonce: randomBytes(12), associated: Buffer.from(name) };
    const { ciphertext, tag } = sealBox(lock, Buffer.from(JSON.stringify(entry)));
    await section().put(name, Buffer.concat([Buffer.from([1]), lock.nonce, tag, ciphertext]));
    const again = await Wallet.open(temporary.store, temporary.key);
    expect(await again.findOfficer('east', 'east-1')).toEqual(entry);
    expect((await section().get(name))?.[0]).toBe(2);
  });

  it('leaves no private key readable on the disk', async () => {
    await wallet.put(officer('east-1'));
    await temporary.store.close();
    const folder = join(temporary.folder, 'store');
    const bytes = Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
    expect(bytes.includes('east/officer/east-1')).toBe(true);
    expect(bytes.includes('PRIVATE-KEY')).toBe(false);
  });

  it('refuses another key at once, not at the first signature', async () => {
    await expect(Wallet.open(temporary.store, randomBytes(32))).rejects.toMatchObject({
      code: 'wallet-unreadable',
    });
  });

  it.each([
    ['a changed byte of the version', 0],
    ['of the nonce', 1],
    ['of the tag', 13],
    ['of the ciphertext', 40],
  ])('refuses an entry with %s', async (_, position) => {
    await wallet.put(officer('east-1'));
    const sealed = await section().get('east/officer/east-1');
    if (sealed === undefined) throw new Error('the entry is not where this test looks for it');
    sealed[position] = (sealed[position] ?? 0) ^ 1;
    await section().put('east/officer/east-1', sealed);
    await expect(wallet.findOfficer('east', 'east-1')).rejects.toMatchObject({ code: 'wallet-unreadable' });
  });

  it("refuses one officer's entry under another's name", async () => {
    await wallet.put(officer('east-1'));
    const sealed = await section().get('east/officer/east-1');
    await section().put('east/officer/east-2', sealed ?? Buffer.alloc(0));
    await expect(wallet.findOfficer('east', 'east-2')).rejects.toMatchObject({ code: 'wallet-unreadable' });
  });
});
