// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';

export const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest();

export const sha256Hex = (bytes: Uint8Array | string): string => sha256(bytes).toString('hex');
