// SPDX-License-Identifier: Apache-2.0
import { holdsPersonalNumber, Refusal } from '@guidang/chaincode/model';

/**
 * What is on the channel is never erased, so no number of a person may enter it: neither a citizen number between
 * separators, in any text, nor a mobile number as the whole of one.
 * @param values by where they stand in the request.
 * @throws {Refusal} `personal-number`, with the field and without the number.
 */
export function demandNoPersonalNumber(values: Readonly<Record<string, unknown>>): void {
  const found = placeOf(values);
  if (found === undefined) return;
  throw new Refusal('personal-number', personalNumberMessage, { field: found.join('/') });
}

export const personalNumberMessage = 'it holds the number of a person, and what is on the ledger stays there';

/** The path of the first text with a number of a person. */
function placeOf(value: unknown): readonly string[] | undefined {
  if (typeof value === 'string') return holdsPersonalNumber(value) ? [] : undefined;
  if (typeof value !== 'object' || value === null) return undefined;
  for (const name of Object.keys(value)) {
    const found = placeOf(Reflect.get(value, name));
    if (found !== undefined) return [name, ...found];
  }
  return undefined;
}
