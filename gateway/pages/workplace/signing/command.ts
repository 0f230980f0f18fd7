// SPDX-License-Identifier: Apache-2.0
import { canonicalJson } from '@guidang/chaincode/model';
import type { Envelope } from '@guidang/chaincode/model';
import { client } from '../shell/api';
import { signatureAlgorithm } from './certificate-request';
import type { OwnKey } from './own-key';

/** What is asked for, before it is said for which ledger and when. */
export type AskedCommand = Pick<Envelope, 'id' | 'type' | 'role' | 'body'>;

/** The payload of a command for the ledger of a key, as it is signed (RFC 8785). */
export function payloadOf(asked: AskedCommand, { ledgerName }: Pick<OwnKey, 'ledgerName'>, at: Date): string {
  return canonicalJson({ ...ledgerName, issuedAt: at.toISOString(), ...asked });
}

/**
 * Signs a payload, and these bytes alone.
 * @returns a compact JWS (RFC 7515 section 3.1), as the contract reads it (decision 0004).
 */
export async function signed(
  payload: string,
  { privateKey, fingerprint }: Pick<OwnKey, 'privateKey' | 'fingerprint'>,
): Promise<string> {
  const bytes = Uint8Array.from(fingerprint.match(/../g) ?? [], (digits) => Number.parseInt(digits, 16));
  const header = { alg: 'ES256', typ: 'guidang-command', 'x5t#S256': base64url(bytes) };
  const input = `${base64url(utf8(canonicalJson(header)))}.${base64url(utf8(payload))}`;
  const signature = await crypto.subtle.sign(signatureAlgorithm, privateKey, utf8(input));
  return `${input}.${base64url(new Uint8Array(signature))}`;
}

/** Has the gateway carry a command, which it can lose and not change. */
export function carry(jws: string): Promise<{ readonly block: number }> {
  const type = 'application/jose';
  const body = new Blob([jws], { type });
  return client.post('/api/v1/commands', { body, headers: { 'Content-Type': type } });
}

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function base64url(bytes: Uint8Array): string {
  const letters = Array.from(bytes, (byte) => String.fromCharCode(byte)).join('');
  return btoa(letters).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
