// SPDX-License-Identifier: Apache-2.0

/** Of a key that signs commands: ES256 (RFC 7518 section 3.4). */
export const keyAlgorithm = { name: 'ECDSA', namedCurve: 'P-256' } as const;
export const signatureAlgorithm = { name: 'ECDSA', hash: 'SHA-256' } as const;

type Bytes = Uint8Array<ArrayBuffer>;

/** OBJECT IDENTIFIERs in DER. */
const commonName = Uint8Array.of(0x06, 3, 0x55, 4, 3);
const ecdsaWithSha256 = Uint8Array.of(0x06, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2);

/**
 * Asks for a certificate of a key (PKCS #10, RFC 2986) in the name of an officer, and for nothing else.
 * @returns PEM.
 */
export async function certificateRequest(
  { publicKey, privateKey }: CryptoKeyPair,
  officer: string,
): Promise<string> {
  const name = element(0x31, sequence(commonName, element(0x0c, new TextEncoder().encode(officer))));
  const key = new Uint8Array(await crypto.subtle.exportKey('spki', publicKey));
  const version = Uint8Array.of(0x02, 1, 0);
  const noAttributes = Uint8Array.of(0xa0, 0);
  const information = sequence(version, sequence(name), key, noAttributes);
  const signature = new Uint8Array(await crypto.subtle.sign(signatureAlgorithm, privateKey, information));
  const half = signature.length / 2;
  const pair = sequence(integer(signature.subarray(0, half)), integer(signature.subarray(half)));
  const request = sequence(
    information,
    sequence(ecdsaWithSha256),
    element(0x03, joined(Uint8Array.of(0), pair)),
  );
  return pem('CERTIFICATE REQUEST', request);
}

/** Just enough of DER (X.690) to say this. */
function sequence(...parts: readonly Bytes[]): Bytes {
  return element(0x30, joined(...parts));
}

function element(tag: number, content: Bytes): Bytes {
  const { length } = content;
  const short =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return joined(Uint8Array.of(tag, ...short), content);
}

/** A positive number without leading zeros, but for one where its first bit is set. */
function integer(bytes: Bytes): Bytes {
  const first = bytes.findIndex((byte) => byte !== 0);
  const digits = bytes.slice(first);
  return element(0x02, (digits[0] ?? 0) < 0x80 ? digits : joined(Uint8Array.of(0), digits));
}

function joined(...parts: readonly Bytes[]): Bytes {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

function pem(label: string, der: Bytes): string {
  const lines = btoa(String.fromCharCode(...der)).match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}

/** The bytes of a certificate in PEM. */
export function derOf(text: string): Bytes {
  const [, base64 = ''] = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END/.exec(text) ?? [];
  return Uint8Array.from(atob(base64.replaceAll(/\s/g, '')), (letter) => letter.charCodeAt(0));
}
