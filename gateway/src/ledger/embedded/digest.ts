// SPDX-License-Identifier: Apache-2.0
import { sha256 } from '../../sha256';

export const sha256Hex = (bytes: Uint8Array | string): string => sha256(bytes).toString('hex');
