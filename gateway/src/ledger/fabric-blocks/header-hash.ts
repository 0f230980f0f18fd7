// SPDX-License-Identifier: Apache-2.0
import { derElement, derTag, derUnsigned } from '../../common/der';
import { sha256Hex } from '../../common/sha256';

interface BlockHeader {
  readonly number: number;
  readonly previousHash: Uint8Array;
  readonly dataHash: Uint8Array;
}

/**
 * The block hash that the next block refers to: SHA-256 over the DER of `SEQUENCE { INTEGER number, OCTET STRING
 * previousHash, OCTET STRING dataHash }`, as Fabric defines it.
 *
 * @returns lower-case hex
 */
export function blockHeaderHash(header: BlockHeader): string {
  const number = Buffer.alloc(8);
  number.writeBigUInt64BE(BigInt(header.number));
  return sha256Hex(
    derElement(
      derTag.sequence,
      derUnsigned(number),
      derElement(derTag.octetString, header.previousHash),
      derElement(derTag.octetString, header.dataHash),
    ),
  );
}
