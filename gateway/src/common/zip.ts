// SPDX-License-Identifier: Apache-2.0
import { unzipSync } from 'fflate';

interface Wanted {
  readonly isWanted: (name: string) => boolean;
  /** Of all wanted parts together, unpacked. */
  readonly bytesMax: number;
}

/**
 * The wanted parts of a ZIP file, by their names; of none more is unpacked than it says.
 * @throws {RangeError} if they say more than the bound; an Error of the library for what is no ZIP file.
 */
export function unzipped(
  file: Uint8Array,
  { isWanted, bytesMax }: Wanted,
): Readonly<Record<string, Uint8Array>> {
  let bytes = 0;
  const parts = unzipSync(file, {
    filter: ({ name, originalSize }) => {
      if (!isWanted(name)) return false;
      bytes += originalSize;
      return bytes <= bytesMax;
    },
  });
  if (bytes > bytesMax) throw new RangeError('the file unpacks to too many bytes');
  return parts;
}
