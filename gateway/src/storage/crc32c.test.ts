// SPDX-License-Identifier: Apache-2.0
import { crc32c, hasChecksummedPrefix, maskedCrc32c } from './crc32c';

describe('crc32c', () => {
  // RFC 3720 appendix B.4, and the check value of the CRC catalogue.
  it.each([
    ['32 zeros', new Uint8Array(32), 0x8a9136aa],
    ['32 ones', new Uint8Array(32).fill(0xff), 0x62a8ab43],
    ['0 to 31', Uint8Array.from({ length: 32 }, (_, index) => index), 0x46dd794e],
    ['123456789', Buffer.from('123456789'), 0xe3069283],
    ['nothing', new Uint8Array(), 0],
  ])('of %s', (_name, bytes, expected) => {
    expect(crc32c(bytes)).toBe(expected);
  });

  it('finds the prefix that has a checksum', () => {
    const masked = maskedCrc32c(Buffer.from('whole'));
    expect(hasChecksummedPrefix(Buffer.from('whole and more'), masked)).toBe(true);
    expect(hasChecksummedPrefix(Buffer.from('whol'), masked)).toBe(false);
  });
});
