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

/** A command as it travels: its parts are read, its signature is not yet checked. */
export interface SignedCommand {
  readonly envelope: Envelope;
  /** Hex sha-256 of the certificate that the signer names. */
  readonly certificate: string;
  readonly signature: string;
  /** Digest of the signed payload. */
  readonly digest: Digest;
  readonly signingInput: string;
}

const base64url = /^[A-Za-z0-9_-]+$/;

/**
 * Reads a compact JWS (RFC 7515 section 3.1) without checking the signature.
 * @throws {Refusal} `command-malformed` for anything else.
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
 * Checks an ES256 signature (RFC 7518 section 3.4).
 * @param publicKey the officer's key, as the registry holds it.
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

/** A P-256 public key from the registry's JWK. */
export function publicKeyFrom({ x, y }: { readonly x: string; readonly y: string }): KeyObject {
  return importKey(`${x}.${y}`);
}

/** An officer signs again and again: reading the header and opening the key took longer than checking the signature. */
const certificateNamedBy = memoize(limits.officersRememberedMax, (header) => {
  const json = parseCanonicalJson(fromBase64url(header));
  const { 'x5t#S256': thumbprint } = parseInput(headerSchema, json, 'header');
  return fromBase64url(thumbprint).toString('hex');
});

const importKey = memoize(limits.officersRememberedMax, (point) => {
  const [x = '', y = ''] = point.split('.');
  return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' });
});

/** Node skips what is not base64url, so one signature would have many spellings: demand the only one. */
function fromBase64url(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  demand(
    base64url.test(text) && bytes.toString('base64url') === text,
    'command-malformed',
    'the command is not in base64url',
  );
  return bytes;
}
