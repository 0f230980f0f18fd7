// SPDX-License-Identifier: Apache-2.0
import { createSecretKey, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { FileCipher, saltLengthBytes, tagLengthBytes } from './file-cipher';

const secret = createSecretKey(randomBytes(32));
const salt = randomBytes(saltLengthBytes);
const cipher = new FileCipher(secret, salt);
const text = fc.uint8Array({ maxLength: 100 });
const index = fc.oneof(fc.nat(3), fc.constantFrom(255, 256, 0xffffffff));

describe('file cipher', () => {
  it('opens a chunk only at its own place, as what it was: in the middle or the last', () => {
    fc.assert(
      fc.property(
        text,
        index,
        index,
        fc.boolean(),
        fc.boolean(),
        (plaintext, at, elsewhere, wasLast, isLast) => {
          const sealed = cipher.sealChunk(at, wasLast, plaintext);
          expect(Uint8Array.from(cipher.openChunk(at, wasLast, sealed))).toEqual(plaintext);
          fc.pre(at !== elsewhere || wasLast !== isLast);
          expect(() => cipher.openChunk(elsewhere, isLast, sealed)).toThrow();
        },
      ),
    );
  });

  it('opens a chunk only with its own salt and key', () => {
    const sealed = cipher.sealChunk(0, true, Buffer.from('text'));
    const others = [
      new FileCipher(secret, randomBytes(saltLengthBytes)),
      new FileCipher(createSecretKey(randomBytes(32)), salt),
    ];
    for (const other of others) expect(() => other.openChunk(0, true, sealed)).toThrow();
  });

  it('takes no header for a chunk, and no chunk for a header', () => {
    const tag = cipher.headerTag(new Uint8Array());
    for (const isLast of [true, false]) expect(() => cipher.openChunk(0, isLast, tag)).toThrow();
    const chunk = cipher.sealChunk(0, true, new Uint8Array());
    expect(() => {
      cipher.checkHeader(new Uint8Array(), chunk);
    }).toThrow();
  });

  it.each([0, 1, tagLengthBytes - 1])('opens nothing of %d bytes, which is less than a tag', (length) => {
    expect(() => cipher.openChunk(0, true, Buffer.alloc(length))).toThrow();
  });
});
