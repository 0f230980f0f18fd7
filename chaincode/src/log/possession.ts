// SPDX-License-Identifier: Apache-2.0
import { ed25519 } from '@noble/curves/ed25519';
import { demand } from '../ledger/refusal';
import { fromBase64 } from '../ledger/base64';
import { verifyMessage } from './cosignature';
import type { NewLogKey } from './model';
import { keyLabel, readVerifierKey, signatureTypes } from './verifier-key';
import type { VerifierKey } from './verifier-key';

/**
 * What a key signs before it is registered (proof of possession, RFC 2986 section 3). Without it an organisation could
 * register a key of which it knows only the public half, and later deny what another signed with it. The text names
 * organisation and role, so that a proof serves no one else; no head and no report begins with this line.
 */
export function possessionMessage(
  organisation: string,
  { role, vkey }: Pick<NewLogKey, 'role' | 'vkey'>,
): Buffer {
  return Buffer.from(`guidang-log-key-possession/1\n${organisation}\n${role}\n${vkey}\n`);
}

/**
 * @throws {Refusal} `log-key-invalid` for a key that proves nothing, and unless the key has signed that the organisation holds it in this role.
 */
export function demandPossession(organisation: string, added: NewLogKey): void {
  const key = readVerifierKey(added.vkey);
  demand(!isOfSmallOrder(key), 'log-key-invalid', `signatures of the key ${keyLabel(key)} bind to nothing`);
  const proof = fromBase64(added.possession ?? '');
  demand(
    proof !== undefined && verifyMessage(key, possessionMessage(organisation, added), Buffer.from(proof)),
    'log-key-invalid',
    `no proof that the organisation holds the key ${keyLabel(key)}`,
  );
}

/** A point of small order accepts one signature for many messages (RFC 8032 section 5.1.7 does not exclude them). */
function isOfSmallOrder({ type, publicKey }: VerifierKey): boolean {
  if (type === signatureTypes.subtree) return false;
  try {
    return ed25519.Point.fromBytes(publicKey).isSmallOrder();
  } catch {
    // Not a point of the curve, or not in its one canonical form.
    return true;
  }
}
