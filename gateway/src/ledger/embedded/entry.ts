// SPDX-License-Identifier: Apache-2.0
import type { HashEntry, StateEntry, StateVersion } from '@guidang/chaincode/simulator';
import { damaged } from './damage';

const versionBytes = 12;
const policyLengthBytes = 4;
const hashBytes = 32;

function encodeVersion({ block, position }: StateVersion): Buffer {
  const bytes = Buffer.alloc(versionBytes);
  bytes.writeBigUInt64BE(BigInt(block), 0);
  bytes.writeUInt32BE(position, 8);
  return bytes;
}

function decodeVersion(bytes: Buffer): StateVersion {
  return {
    block: Number(bytes.readBigUInt64BE(0)),
    position: bytes.readUInt32BE(8),
  };
}

/** Layout: version, length of the policy, policy, value. */
export function encodeStateEntry({ version, policy, value }: StateEntry): Buffer {
  const length = Buffer.alloc(policyLengthBytes);
  length.writeUInt32BE(policy.length);
  return Buffer.concat([encodeVersion(version), length, policy, value]);
}

export function decodeStateEntry(bytes: Buffer): StateEntry {
  const policyStart = versionBytes + policyLengthBytes;
  if (bytes.length < policyStart) throw damaged('a state entry is too short');
  const valueStart = policyStart + bytes.readUInt32BE(versionBytes);
  if (bytes.length < valueStart) throw damaged('a state entry is shorter than its policy');
  return {
    version: decodeVersion(bytes),
    policy: bytes.subarray(policyStart, valueStart),
    value: bytes.subarray(valueStart),
  };
}

/** Layout: version, SHA-256 of the value. */
export function encodeHashEntry({ version, valueHash }: HashEntry): Buffer {
  return Buffer.concat([encodeVersion(version), valueHash]);
}

export function decodeHashEntry(bytes: Buffer): HashEntry {
  if (bytes.length !== versionBytes + hashBytes) throw damaged('a private hash entry has a wrong length');
  return { version: decodeVersion(bytes), valueHash: bytes.subarray(versionBytes) };
}
