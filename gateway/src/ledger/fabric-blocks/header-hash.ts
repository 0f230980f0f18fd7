// SPDX-License-Identifier: Apache-2.0
import { sha256Hex } from '../../common/sha256';

/** DER universal tags (ITU-T X.690 §8). */
const TAG_INTEGER = 0x02;
const TAG_OCTET_STRING = 0x04;
const TAG_SEQUENCE = 0x30;

export interface BlockHeader {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

/**
 * The hash that the next block names as its predecessor: sha-256 over the DER of
 * `SEQUENCE { INTEGER number, OCTET STRING previousHash, OCTET STRING dataHash }`, which Fabric defines.
 *
 * @returns lower-case hex
 */
export function blockHeaderHash(header: BlockHeader): string {
  const content = Buffer.concat([
    element(TAG_INTEGER, unsigned(header.number)),
    element(TAG_OCTET_STRING, header.previousHash),
    element(TAG_OCTET_STRING, header.dataHash),
  ]);
  return sha256Hex(element(TAG_SEQUENCE, content));
}

function element(tag: number, content: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([tag]), derLength(content.length), content]);
}

function derLength(length: number): Buffer {
  return length < 0x80 ? Buffer.from([length]) : longLength(bigEndian(length));
}

function longLength(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

/** A DER integer is signed: a leading zero keeps a high first bit from meaning "negative". */
function unsigned(value: number): Buffer {
  const bytes = bigEndian(value);
  return (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
}

function bigEndian(value: number): Buffer {
  const hex = value.toString(16);
  return Buffer.from(hex.length % 2 === 0 ? hex : `0${hex}`, 'hex');
}
