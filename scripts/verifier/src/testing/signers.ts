// SPDX-License-Identifier: Apache-2.0
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa';

/** A key pair that signs notes, and its vkey. */
export interface Signer {
  readonly name: string;
  readonly vkey: string;
  /** The signature line over a head's or another text, without its line feed; times in seconds since 1970. */
  readonly line: (text: string, time?: number) => string;
}

/** Writes C2SP signed-note and tlog-cosignature, independently of the code that reads them. */

const spkiHeadBytes = 12;

function signerOf(
  name: string,
  type: number,
  publicKey: Uint8Array,
  signText: (text: string, time: number) => Uint8Array,
): Signer {
  const material = Buffer.concat([Buffer.from([type]), publicKey]);
  const id = createHash('sha256').update(`${name}\n`).update(material).digest().subarray(0, 4);
  return {
    name,
    vkey: `${name}+${id.toString('hex')}+${material.toString('base64')}`,
    line: (text, time = 0) => `— ${name} ${Buffer.concat([id, signText(text, time)]).toString('base64')}`,
  };
}

function rawPublicKey(key: KeyObject): Buffer {
  return key.export({ type: 'spki', format: 'der' }).subarray(spkiHeadBytes);
}

function uint64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
}

/** Type 0x01: over the text itself. Logs and seals sign this way. */
export function noteSigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return signerOf(name, 0x01, rawPublicKey(publicKey), (text) => sign(null, Buffer.from(text), privateKey));
}

/** Type 0x04. */
function ed25519Cosigner(name: string): Signer {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  return signerOf(name, 0x04, rawPublicKey(publicKey), (text, time) =>
    Buffer.concat([
      uint64(time),
      sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), privateKey),
    ]),
  );
}

/** Type 0x06. */
function mlDsaCosigner(name: string): Signer {
  const { publicKey, secretKey } = ml_dsa44.keygen(randomBytes(32));
  return signerOf(name, 0x06, publicKey, (text, time) => {
    const [origin = '', size = '', root = ''] = text.split('\n');
    const message = Buffer.concat([
      Buffer.from('subtree/v1\n\0'),
      Buffer.from([Buffer.byteLength(name)]),
      Buffer.from(name),
      uint64(time),
      Buffer.from([Buffer.byteLength(origin)]),
      Buffer.from(origin),
      uint64(0),
      uint64(Number(size)),
      Buffer.from(root, 'base64'),
    ]);
    return Buffer.concat([uint64(time), ml_dsa44.sign(secretKey, message)]);
  });
}

/** The four keys of an organisation of the network `example`. */
export interface Organisation {
  readonly id: string;
  readonly log: Signer;
  readonly ed25519: Signer;
  readonly mlDsa: Signer;
  readonly seal: Signer;
}

export const testOrigin = 'example/log';

export function makeOrganisation(id: string): Organisation {
  return {
    id,
    log: noteSigner(testOrigin),
    ed25519: ed25519Cosigner(`example/${id}`),
    mlDsa: mlDsaCosigner(`example/${id}`),
    seal: noteSigner(`example/${id}/seal`),
  };
}

/** The text of an organisation's keys, with comments, as `GET /api/v1/log/keys` returns it. */
export function keyLines({ id, log, ed25519, mlDsa, seal }: Organisation, range = 'from 0'): string[] {
  return [
    `# ${id} log ed25519 ${range}`,
    log.vkey,
    `# ${id} cosigner ed25519 ${range}`,
    ed25519.vkey,
    `# ${id} cosigner ml-dsa-44 ${range}`,
    mlDsa.vkey,
    `# ${id} seal ed25519 ${range}`,
    seal.vkey,
  ];
}

export function keysText(organisations: readonly Organisation[], quorum = 3, range?: string): string {
  const lines = organisations.flatMap((organisation) => keyLines(organisation, range));
  return [`# origin ${testOrigin}`, `# quorum ${quorum}`, ...lines, ''].join('\n');
}

/** A text with signature lines: a note (C2SP signed-note). */
export function noteOf(text: string, lines: readonly string[]): string {
  return `${text}\n${lines.map((line) => `${line}\n`).join('')}`;
}
