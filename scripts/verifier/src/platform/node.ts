// SPDX-License-Identifier: Apache-2.0
import { createHash, createPublicKey, getHashes, verify } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import { isOfSmallOrder } from './ed25519-key';
import type { Platform } from './platform';

const ed25519KeyBytes = 32;
const ed25519SignatureBytes = 64;
/** The SPKI prefix of an Ed25519 key (RFC 8410 section 10.1). */
const spkiEd25519 = Buffer.from('302a300506032b6570032100', 'hex');

function shake(algorithm: string, outputLength: number, parts: readonly Uint8Array[]): Uint8Array {
  const hash = createHash(algorithm, { outputLength });
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The verifier's platform in Node. */
export const platform: Platform = {
  // SM3 (GB/T 32905) only with some builds.
  digestAlgorithms: ['sha256', ...getHashes().filter((name) => name === 'sm3')],

  hash(algorithm) {
    return createHash(algorithm);
  },

  shake128(outputLength, ...parts) {
    return shake('shake128', outputLength, parts);
  },

  shake256(outputLength, ...parts) {
    return shake('shake256', outputLength, parts);
  },

  verifyEd25519(publicKey, message, signature) {
    if (publicKey.length !== ed25519KeyBytes || signature.length !== ed25519SignatureBytes) return false;
    if (isOfSmallOrder(publicKey)) return false;
    const key = Buffer.concat([spkiEd25519, publicKey]);
    return verify(null, message, createPublicKey({ key, format: 'der', type: 'spki' }), signature);
  },

  inflate(data, max) {
    try {
      return inflateSync(data, { maxOutputLength: max });
    } catch {
      return undefined;
    }
  },
};
