// SPDX-License-Identifier: Apache-2.0

export function toBase64(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
}

/**
 * Decodes canonical base64 (RFC 4648 section 4); `undefined` for anything else. Node ignores invalid characters, which
 * would give one signature many spellings.
 */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
