// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed } from './malformed';

export const regionCodeLength = 6;

export interface RegionCode {
  readonly province: string;
  readonly city: string;
  readonly county: string;
}

/**
 * Reads a region code (GB/T 2260). Only its shape is tested: codes come and go, so which of them exists is a question
 * for a register with years in it, and whoever stores a code stores its year beside it.
 *
 * @throws IdentifierMalformed
 */
export function parseRegionCode(text: string): RegionCode {
  if (text.length !== regionCodeLength) {
    throw new IdentifierMalformed({ kind: 'region-code', reason: 'length' });
  }
  if (!/^\d*$/.test(text)) throw new IdentifierMalformed({ kind: 'region-code', reason: 'character' });
  if (!isRegionCode(text)) {
    throw new IdentifierMalformed({ kind: 'region-code', reason: 'format', part: 'province' });
  }
  return { province: text.slice(0, 2), city: text.slice(2, 4), county: text.slice(4) };
}

/** Whether {@link parseRegionCode} takes the text. No province has a number below 10. */
export function isRegionCode(text: string): boolean {
  return /^[1-9]\d{5}$/.test(text);
}
