// SPDX-License-Identifier: Apache-2.0
import { verifyEd25519 } from './ed25519';
import { inflate } from './inflate';
import { shake128, shake256 } from './keccak';
import type { Hash, Platform } from './platform';
import { Sha256 } from './sha2';
import { Sm3 } from './sm3';

/**
 * The verifier's platform in a browser, in JavaScript alone: WebCrypto answers later only, not at all on a page without
 * https, and knows neither SHAKE nor SM3. Every value is public, so nothing here need take constant time.
 */
const hashes: Readonly<Record<string, new () => Hash>> = { sha256: Sha256, sm3: Sm3 };

export const platform: Platform = {
  digestAlgorithms: Object.keys(hashes),

  hash(algorithm) {
    const Algorithm = hashes[algorithm];
    if (Algorithm === undefined) throw new RangeError(`no digest is called ${algorithm}`);
    return new Algorithm();
  },

  shake128,
  shake256,
  verifyEd25519,
  inflate,
};
