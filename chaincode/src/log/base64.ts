// SPDX-License-Identifier: Apache-2.0

/**
 * The bytes of a base64 text (RFC 4648 section 4), or `undefined`: Node skips what is not base64, so one signature
 * would have many spellings, and only the canonical one is taken.
 */
export function fromBase64(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
}
