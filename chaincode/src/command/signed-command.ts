// SPDX-License-Identifier: Apache-2.0
import { createPublicKey, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { parseCanonicalJson } from '../ledger/canonical';
import { sha256 } from '../ledger/hash';
import type { Digest } from '../ledger/digest';
import { limits } from '../ledger/limits';
import { demand, Refusal } from '../ledger/refusal';
import { memoize } from '../ledger/memoize';
import { parseInput } from '../ledger/input';
import { envelopeSchema, headerSchema } from './envelope';
import type { Envelope } from './envelope';

/** A signed command, parsed; its signature is not yet verified. */
export interface SignedCommand {
  readonly envelope: Envelope;
  /** Hex SHA-256 of the certificate named by the signer. */
  readonly certificate: string;
  readonly signature: string;
  /** Digest of the signed payload. */
  readonly digest: Digest;
  readonly signingInput: string;
}

const base64url = /^[A-Za-z0-9_-]+$/;

/**
 * Parses a compact JWS (RFC 7515 section 3.1) without verifying the signature.
 * @throws {Refusal} `command-malformed` for any other text.
 */
export function readSignedCommand(jws: string): SignedCommand {
  demand(jws.length <= limits.accessionBytesMax, 'limit-exceeded', 'the command is too large');
  const [header, payload, signature, ...rest] = jws.split('.');
  if (header === undefined || payload === undefined || signature === undefined || rest.length > 0) {
    throw new Refusal('command-malformed', 'the command is not a compact JWS');
  }
  const certificate = certificateNamedBy(header);
  const bytes = fromBase64url(payload);
  return {
    envelope: parseInput(envelopeSchema, parseCanonicalJson(bytes), ''),
    certificate,
    signature,
    digest: sha256(bytes),
    signingInput: `${header}.${payload}`,
  };
}

/**
 * Verifies an ES256 signature (RFC 7518 section 3.4).
 * @param publicKey the officer's key from the registry.
 * @throws {Refusal} `signature-invalid`.
 */
export function checkSignature(command: SignedCommand, publicKey: KeyObject): void {
  const signature = fromBase64url(command.signature);
  const genuine =
    signature.length === 64 &&
    verify(
      'sha256',
      Buffer.from(command.signingInput),
      { key: publicKey, dsaEncoding: 'ieee-p1363' },
      signature,
    );
  demand(genuine, 'signature-invalid', 'the signature does not fit the command and the certificate');
}

/** The order of the P-256 group (SP 800-186 section 3.2.1.3). */
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const scalarBytes = 32;

/**
 * Of the two twins of an ECDSA signature, (r, s) and (r, n − s), the one with the low s. Clients make either, since
 * WebCrypto and Java do; events store this one, so that nobody can spell one event in two ways.
 * @param signature 64 bytes in base64url (RFC 7518 section 3.4).
 */
export function lowS(signature: string): string {
  const bytes = Buffer.from(signature, 'base64url');
  const s = BigInt(`0x${bytes.subarray(scalarBytes).toString('hex')}`);
  if (s <= order / 2n) return signature;
  const low = (order - s).toString(16).padStart(2 * scalarBytes, '0');
  return Buffer.concat([bytes.subarray(0, scalarBytes), Buffer.from(low, 'hex')]).toString('base64url');
}

/** Builds a P-256 public key from the registry's JWK. */
export function publicKeyFrom({ x, y }: { readonly x: string; readonly y: string }): KeyObject {
  return importKey(`${x}.${y}`);
}

/**
 * Cached, since officers sign repeatedly: parsing the header and importing the key took longer than verifying the
 * signature.
 */
const certificateNamedBy = memoize(limits.officersCachedMax, (header) => {
  const json = parseCanonicalJson(fromBase64url(header));
  const { 'x5t#S256': thumbprint } = parseInput(headerSchema, json, 'header');
  return fromBase64url(thumbprint).toString('hex');
});

const importKey = memoize(limits.officersCachedMax, (point) => {
  const [x = '', y = ''] = point.split('.');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
});

/**
 * Node ignores characters outside base64url, which would give one signature many spellings: only the canonical one
 * passes.
 */
function fromBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  demand(
    base64url.test(text) && bytes.toString('base64url') === text,
    'command-malformed',
    'the command is not in base64url',
  );
  return bytes;
}
