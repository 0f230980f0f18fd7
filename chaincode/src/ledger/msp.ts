// SPDX-License-Identifier: Apache-2.0

/** An organisation's MSP is named after it, so that no second table of names can disagree with the channel. */
export function mspId(organisation: string): string {
  return `${organisation}MSP`;
}
