// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, getHashes, sign } from 'node:crypto';
import { constants, deflateSync } from 'node:zlib';
import fc from 'fast-check';
import type * as RunVector from '../testing/run-vector';
import { vectors } from '../testing/vectors';
import { platform as browser } from './browser';
import { platform as node } from './node';
import { Sha512 } from './sha2';

const platforms = { node, browser };
type Name = keyof typeof platforms;

/** Whole files are checked on this platform too: the verifier is loaded again on top of it. */
function answeringOn(name: Name): (typeof RunVector)['answerTo'] {
  const loaded: (typeof RunVector)[] = [];
  jest.isolateModules(() => {
    jest.doMock('#platform', () => ({ platform: platforms[name] }));
    loaded.push(jest.requireActual<typeof RunVector>('../testing/run-vector'));
  });
  const [{ answerTo } = { answerTo: () => '' }] = loaded;
  return answerTo;
}

describe.each<Name>(['node', 'browser'])('the platform of %s', (name) => {
  const answerTo = answeringOn(name);

  it.each(vectors.map((vector) => [vector.name, vector] as const))('knows %s', (_name, vector) => {
    expect(answerTo(vector, platforms[name])).toBe(vector.expected);
  });
});

describe('the platform of browsers', () => {
  const bytes = fc.uint8Array({ maxLength: 600 });
  const same = (left: Uint8Array | undefined, right: Uint8Array | undefined): void => {
    expect(left && Buffer.from(left)).toEqual(right && Buffer.from(right));
  };

  it('digests what comes in parts as Node does', () => {
    const algorithms = ['sha256', 'sm3'].filter((algorithm) => getHashes().includes(algorithm));
    fc.assert(
      fc.property(fc.array(bytes, { maxLength: 5 }), fc.constantFrom(...algorithms), (parts, algorithm) => {
        const [own, other] = [browser.hash(algorithm), createHash(algorithm)];
        for (const part of parts) {
          own.update(part);
          other.update(part);
        }
        same(own.digest(), other.digest());
      }),
    );
    expect(() => browser.hash('md5')).toThrow(RangeError);
  });

  it('has SHA-512 as Node has it', () => {
    fc.assert(
      fc.property(bytes, (input) => {
        same(new Sha512().update(input).digest(), createHash('sha512').update(input).digest());
      }),
    );
  });

  it('shakes any parts to any length as Node does', () => {
    const parts = fc.array(bytes, { maxLength: 4 });
    fc.assert(
      fc.property(fc.constantFrom('shake128', 'shake256'), fc.nat(700), parts, (shake, length, input) => {
        same(browser[shake](length, ...input), node[shake](length, ...input));
      }),
    );
  });

  it('takes and refuses the signatures that Node takes and refuses', () => {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519');
    const key = publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
    fc.assert(
      fc.property(bytes, fc.nat(127), fc.nat(255), (message, place, change) => {
        const signature = sign(null, message, privateKey);
        expect(browser.verifyEd25519(key, message, signature)).toBe(true);
        const both = Buffer.concat([key, signature]);
        const at = place % both.length;
        both[at] = (both[at] as number) ^ change;
        const [other, changed] = [both.subarray(0, 32), both.subarray(32)];
        expect(browser.verifyEd25519(other, message, changed)).toBe(
          node.verifyEd25519(other, message, changed),
        );
      }),
      { numRuns: 60 },
    );
  });

  it('inflates and refuses the streams that Node inflates and refuses', () => {
    const repetitive = fc
      .array(fc.tuple(fc.uint8Array({ maxLength: 20 }), fc.nat(20)), { maxLength: 20 })
      .map((runs) => Buffer.concat(runs.flatMap(([run, times]) => new Array<Uint8Array>(times).fill(run))));
    const { Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
    const strategies = fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE);
    fc.assert(
      fc.property(
        repetitive,
        fc.integer({ min: 0, max: 9 }),
        strategies,
        fc.nat(),
        fc.nat(255),
        (content, level, strategy, place, change) => {
          const stream = deflateSync(content, { level, strategy });
          same(browser.inflate(stream, 10_000), content);
          stream[place % stream.length] = (stream[place % stream.length] as number) ^ change;
          same(browser.inflate(stream, 10_000), node.inflate(stream, 10_000));
        },
      ),
      { numRuns: 300 },
    );
  });
});
