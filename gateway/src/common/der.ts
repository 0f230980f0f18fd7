// SPDX-License-Identifier: Apache-2.0

/** DER universal tags (ITU-T X.690 section 8). */
export const derTag = { integer: 0x02, octetString: 0x04, sequence: 0x30 } as const;

/** Encodes one element: tag, length in the shortest form, content. */
export function derElement(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return Buffer.concat([Buffer.from([tag, ...derLength(length)]), ...content]);
}

/** Encodes an unsigned integer from its big-endian bytes. */
export function derUnsigned(bytes: Uint8Array): Buffer {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const shortest = bytes.subarray(start);
  // DER integers are signed: a leading zero byte keeps a set high bit from meaning "negative".
  const isHigh = (shortest[0] ?? 0) >= 0x80;
  return isHigh
    ? derElement(derTag.integer, Uint8Array.of(0), shortest)
    : derElement(derTag.integer, shortest);
}

function derLength(length: number): number[] {
  if (length < 0x80) return [length];
  const bytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 0x100)) bytes.unshift(rest % 0x100);
  return [0x80 | bytes.length, ...bytes];
}
