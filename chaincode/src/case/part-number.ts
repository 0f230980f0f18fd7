// SPDX-License-Identifier: Apache-2.0

const partNumber = /^(?<of>[0-9A-Z]{18}\..+)-\d{2}$/u;

/**
 * The number of a part of a joint case: the contract's own, and nobody else's ({@link isPartNumber}).
 * @param place of the part in the matter, from 0.
 */
export function partNumberOf(joint: string, place: number): string {
  return `${joint}-${String(place + 1).padStart(2, '0')}`;
}

export function isPartNumber(number: string): boolean {
  return partNumber.test(number);
}

/** The number of a case or, of a part, that of its joint case. */
export function ownNumberOf(number: string): string {
  const joint = partNumber.exec(number)?.groups?.['of'];
  return joint === undefined ? number : joint.slice(joint.indexOf('.') + 1);
}
