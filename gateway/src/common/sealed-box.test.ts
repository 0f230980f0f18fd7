// SPDX-License-Identifier: Apache-2.0
import { createSecretKey } from 'node:crypto';
import { FileCipher } from '../content/file-cipher';
import { WalletCipher } from '../identity/wallet-cipher';
import { EntryCipher } from '../outbox/entry-cipher';
import { openBox, sealBox } from './sealed-box';

const key = Buffer.from(Array.from({ length: 32 }, (_, index) => index));
function fromHex(hex: string): Buffer {
  return Buffer.from(hex, 'hex');
}

/** Sealed by earlier releases, which had three separate implementations. */
describe('ciphertexts of earlier releases', () => {
  const file = new FileCipher(createSecretKey(key), Buffer.alloc(32, 7));
  const chunk = fromHex('d1db399c011bc89218d12a06ae0ba5235cdd9f38f3af');
  const headerTag = fromHex('7ceecbb3d61c6e579eecab1806608835');

  it('opens: a chunk of a content file, which is sealed to the same bytes', () => {
    expect(file.openChunk(3, true, chunk).toString()).toBe('归档');
    expect(file.sealChunk(3, true, Buffer.from('归档'))).toEqual(chunk);
  });

  it('opens: the header of a content file, which gets the same tag', () => {
    expect(() => {
      file.checkHeader(Buffer.from('header'), headerTag);
    }).not.toThrow();
    expect(file.headerTag(Buffer.from('header'))).toEqual(headerTag);
  });

  it('opens: an entry of the wallet', () => {
    const sealed = fromHex('01b6cbe0d65318f60cbb94833d9772f665a3aab0875e0d2457b70e9eafc1b0c1b392a2');
    expect(new WalletCipher(key).open('east/officer', sealed)).toBe('归档');
  });

  it('opens: an entry of the outbox', () => {
    const sealed = fromHex('01cd7a3e56ac38cfce6a1d0719eefb59e7953884282614b930aa23149c600dcf8a4a');
    expect(Buffer.from(new EntryCipher(key).open('east/7', sealed)).toString()).toBe('归档');
  });
});

describe('a sealed box', () => {
  const lock = { key, nonce: Buffer.alloc(12, 1), associated: Buffer.from('name') };
  const box = sealBox(lock, Buffer.from('secret'));

  it('round-trips', () => {
    expect(openBox(lock, box).toString()).toBe('secret');
  });

  it.each([
    ['another key', { ...lock, key: Buffer.alloc(32, 9) }, box],
    ['another nonce', { ...lock, nonce: Buffer.alloc(12, 2) }, box],
    ['another name', { ...lock, associated: Buffer.from('other') }, box],
    ['no name', { key: lock.key, nonce: lock.nonce }, box],
    ['another tag', lock, { ...box, tag: Buffer.alloc(16) }],
    ['a shorter tag', lock, { ...box, tag: box.tag.subarray(0, 4) }],
    ['another ciphertext', lock, { ...box, ciphertext: Buffer.alloc(6) }],
  ])('fails to open with %s', (_, otherLock, otherBox) => {
    expect(() => openBox(otherLock, otherBox)).toThrow();
  });
});
