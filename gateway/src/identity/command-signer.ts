// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { Envelope } from '@guidang/chaincode/model';
import type { SigningIdentity } from './signing-identity';

/**
 * Signs a command: a compact JWS (RFC 7515 section 3.1) with header and payload in canonical JSON (RFC 8785), because
 * the chaincode accepts exactly one spelling of a command.
 * @param identity the officer's certificate and key.
 * @param envelope the command; its role must be one of the officer's.
 * @throws {TypeError} if the envelope is not JSON data.
 */
export function signCommand(identity: SigningIdentity, envelope: Envelope): string {
  const header = { alg: 'ES256', typ: 'guidang-command', 'x5t#S256': identity.thumbprint };
  const signingInput = `${encode(header)}.${encode(envelope)}`;
  return `${signingInput}.${identity.sign(Buffer.from(signingInput)).toString('base64url')}`;
}

function encode(value: unknown): string {
  return Buffer.from(canonicalJson(value)).toString('base64url');
}
