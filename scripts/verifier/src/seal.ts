// SPDX-License-Identifier: Apache-2.0
import { demand } from './errors';
import { demandNotNewer, findKey } from './head/keys';
import type { Keys, OrganisationKey } from './head/keys';
import { parseSignatureLine } from './note/note';
import { verifyNoteSignature } from './note/signature';

/**
 * Verifies an organisation's seal over a text (docs/transparency-log.md, Names).
 * @param line a note's signature line, with or without its line feed.
 * @param size leaves of the head that dates what is sealed. Absent: it is undated, and a retired key proves nothing.
 * @throws {VerificationError} `malformed`, `unsigned` if the key is not a seal key, unknown or retired before,
 *   `keys-older` if its owner is known by another, `undated`, `signature` if it is invalid.
 */
export function verifySeal(
  line: string,
  text: string,
  keys: Keys,
  size: number | undefined,
): OrganisationKey {
  const signed = parseSignatureLine(line.endsWith('\n') ? line.slice(0, -1) : line);
  const key = findKey(keys, signed);
  if (key === undefined) demandNotNewer(keys, signed, 'seal');
  demand(key?.role === 'seal', 'unsigned', `no known seal is ${signed.name}+${signed.id}`);
  const holds = verifyNoteSignature(key, text, signed.signature);
  demand(holds, 'signature', `the seal of ${key.organisation} does not hold`);
  // A newer key on an older head is harmless; a retired key may have leaked.
  const { until = Infinity } = key;
  demand(
    size !== undefined || key.until === undefined,
    'undated',
    `no head dates it, and the seal of ${key.organisation} was retired at ${until} leaves: it may be from before or after`,
  );
  demand(
    size === undefined || size <= until,
    'unsigned',
    `the seal of ${key.organisation} is by a key that was retired at ${until} leaves`,
  );
  return key;
}
