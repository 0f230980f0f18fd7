// SPDX-License-Identifier: Apache-2.0
import { IdentifierMalformed } from './malformed';

export const regionCodeLength = 6;

export interface RegionCode {
  readonly province: string;
  readonly city: string;
  readonly county: string;
}

/**
 * Parses a region code (GB/T 2260). Only the shape is validated: codes come and go over the years, so a code is stored
 * with its year, and whether it exists is a question for a dated register.
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

/** Whether {@link parseRegionCode} accepts the text. Province numbers start at 10. */
export function isRegionCode(text: string): boolean {
  return /^[1-9]\d{5}$/.test(text);
}
