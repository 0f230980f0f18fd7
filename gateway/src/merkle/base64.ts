// SPDX-License-Identifier: Apache-2.0
import { fromBase64 } from '@guidang/chaincode/proof';
import { hashBytes } from './hashing';

export { toBase64 } from '@guidang/chaincode/proof';

/** Decodes a base64 hash; `undefined` for anything else. */
export function hashFromBase64(text: string): Buffer | undefined {
  const bytes = fromBase64(text);
  return bytes?.length === hashBytes ? bytes : undefined;
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Decodes UTF-8; `undefined` for malformed bytes. */
export function fromUtf8(bytes: Uint8Array): string | undefined {
  try {
    return utf8.decode(bytes);
  } catch {
    return undefined;
  }
}
