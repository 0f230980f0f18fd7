// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '@guidang/chaincode/proof';
import { hashBytes } from './hashing';

/** A hash in base64; `undefined` for anything else. */
export function hashFromBase64(text: string): Buffer | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === hashBytes ? bytes : undefined;
}

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text that the bytes are in UTF-8; `undefined` when they are none. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
