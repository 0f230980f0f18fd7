// SPDX-License-Identifier: Apache-2.0

/** A digest in the making. */
export interface Hash {
  update(bytes: Uint8Array): this;
  /** Ends it; it takes no more bytes. */
  digest(): Uint8Array;
}

/**
 * What the verifier needs of the machine below it. `#platform` is one of its two forms (package.json, `imports`): both
 * give the same answers, and neither throws what the bytes of a stranger could provoke.
 */
export interface Platform {
  /** The ledger's digest algorithms that this one can compute. */
  readonly digestAlgorithms: readonly string[];
  /** @param algorithm one of `digestAlgorithms`. */
  hash(algorithm: string): Hash;
  /** SHAKE128 (FIPS 202) of the concatenated parts. */
  shake128(outputLength: number, ...parts: readonly Uint8Array[]): Uint8Array;
  /** SHAKE256 (FIPS 202) of the concatenated parts. */
  shake256(outputLength: number, ...parts: readonly Uint8Array[]): Uint8Array;
  /** Ed25519 (RFC 8032 section 5.1.7, without cofactor; its edges are listed at `ed25519.ts`). */
  verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean;
  /** @returns the content of a zlib stream (RFC 1950); `undefined` if it is none or has more than `max` bytes. */
  inflate(data: Uint8Array, max: number): Uint8Array | undefined;
}
