// SPDX-License-Identifier: Apache-2.0

/** An organisation's MSP id derives from its name, so that no mapping table can disagree with the channel. */
export function mspId(organisation: string): string {
  return `${organisation}MSP`;
}
