// SPDX-License-Identifier: Apache-2.0
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa';
import fc from 'fast-check';
import { mlDsa44KeyBytes, mlDsa44SignatureBytes, verifyMlDsa44 } from './verify';

const key = ml_dsa44.keygen(new Uint8Array(32).fill(7));
const message = Buffer.from('a head of the log');
const signature = ml_dsa44.sign(key.secretKey, message);

function altered(bytes: Uint8Array, at: number, to: (byte: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = to(copy[at] ?? 0);
  return copy;
}

/** Offsets in a signature: of the hint positions, and of the counts of each row after them. */
const hintsAt = 32 + 4 * 576;
const countsAt = hintsAt + 80;

describe('ML-DSA-44', () => {
  it('takes what another implementation signs, for any key and message', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        fc.uint8Array({ maxLength: 300 }),
        (seed, text) => {
          const { publicKey, secretKey } = ml_dsa44.keygen(seed);
          const signed = ml_dsa44.sign(secretKey, text);
          expect(verifyMlDsa44(publicKey, text, signed)).toBe(true);
          expect(verifyMlDsa44(publicKey, Buffer.concat([text, Buffer.of(0)]), signed)).toBe(false);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('refuses any altered byte of key, message or signature', () => {
    fc.assert(
      fc.property(
        fc.nat(),
        fc.integer({ min: 1, max: 255 }),
        fc.constantFrom(0, 1, 2),
        (place, bits, part) => {
          const parts: [Uint8Array, Uint8Array, Uint8Array] = [key.publicKey, message, signature];
          const target = parts[part];
          parts[part] = altered(target, place % target.length, (byte) => byte ^ bits);
          expect(verifyMlDsa44(...parts)).toBe(false);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('says of any bytes what another implementation says', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: mlDsa44SignatureBytes, maxLength: mlDsa44SignatureBytes }),
        (bytes) => {
          // Random hints would be rejected at once: valid ones exercise the arithmetic.
          const plausible = Uint8Array.from(bytes);
          plausible.set(signature.subarray(hintsAt), hintsAt);
          for (const candidate of [bytes, plausible]) {
            expect(verifyMlDsa44(key.publicKey, message, candidate)).toBe(
              ml_dsa44.verify(key.publicKey, message, candidate),
            );
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes one encoding of the hints only', () => {
    const [first = 0, second = 0] = signature.subarray(hintsAt);
    const swapped = altered(
      altered(signature, hintsAt, () => second),
      hintsAt + 1,
      () => first,
    );
    const doubled = altered(signature, hintsAt + 1, () => first);
    const padded = altered(signature, countsAt - 1, () => 1);
    const tooMany = altered(signature, countsAt + 3, () => 81);
    const falling = altered(signature, countsAt + 3, () => 0);
    expect(signature[countsAt + 3]).toBeLessThan(80);
    for (const other of [swapped, doubled, padded, tooMany, falling]) {
      expect(verifyMlDsa44(key.publicKey, message, other)).toBe(false);
      expect(ml_dsa44.verify(key.publicKey, message, other)).toBe(false);
    }
  });

  it('refuses a response that is too large', () => {
    // All bits zero stand for 2^17, beyond the bound.
    const large = Uint8Array.from(signature).fill(0, 32, 36);
    expect(verifyMlDsa44(key.publicKey, message, large)).toBe(false);
  });

  it('refuses a signature under a context', () => {
    // The library's types omit the context, which its functions accept.
    const other = ml_dsa44 as unknown as Record<
      'sign' | 'verify',
      (...bytes: Uint8Array[]) => Uint8Array | boolean
    >;
    const context = Buffer.from('context');
    const under = other.sign(key.secretKey, message, context) as Uint8Array;
    expect(other.verify(key.publicKey, message, under, context)).toBe(true);
    expect(verifyMlDsa44(key.publicKey, message, under)).toBe(false);
  });

  it.each([
    [mlDsa44KeyBytes - 1, mlDsa44SignatureBytes],
    [mlDsa44KeyBytes + 1, mlDsa44SignatureBytes],
    [mlDsa44KeyBytes, mlDsa44SignatureBytes - 1],
    [mlDsa44KeyBytes, mlDsa44SignatureBytes + 1],
    [0, 0],
  ])('refuses a key of %i bytes with a signature of %i', (keyBytes, signatureBytes) => {
    const resized = (bytes: Uint8Array, length: number): Buffer =>
      Buffer.concat([bytes, Buffer.alloc(1)], length);
    const verdict = verifyMlDsa44(
      resized(key.publicKey, keyBytes),
      message,
      resized(signature, signatureBytes),
    );
    expect(verdict).toBe(false);
  });
});
