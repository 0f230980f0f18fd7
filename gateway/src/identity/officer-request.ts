// SPDX-License-Identifier: Apache-2.0
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import { Pkcs10CertificateRequest } from '@peculiar/x509';
import { demand, Refusal } from '@guidang/chaincode/model';
import { signingAlgorithm } from './key-pair';

/** A certificate request whose key is its officer's own: name, curve and possession are checked. */
export interface OfficerRequest {
  /** As it is passed on to a certificate authority. */
  readonly pem: string;
  readonly publicKey: webcrypto.CryptoKey;
}

/**
 * How the public key of P-256 begins (RFC 5480): the named curve, and a point with both coordinates. Other spellings of
 * a key, and curves whose parameters somebody has made up (CVE-2020-0601), begin otherwise.
 */
const p256Head = Buffer.from('3059301306072a8648ce3d020106082a8648ce3d03010703420004', 'hex');

/**
 * Reads the request (PKCS #10, RFC 2986) of an officer who keeps the key. It names nobody else and asks for nothing: what
 * the certificate says besides the key is the authority's to say, and Fabric CA takes extensions from requests.
 * @param officer the identifier that it must name, and no more.
 * @throws {Refusal} `certificate-invalid`.
 */
export async function readOfficerRequest(pem: string, officer: string): Promise<OfficerRequest> {
  const request = parse(pem);
  demandRequest(request.subject === `CN=${officer}`, `the request must name CN=${officer}, and nothing else`);
  demandRequest(
    request.attributes.length === 0,
    'the request must ask for no extensions or other attributes',
  );
  const key = Buffer.from(request.publicKey.rawData);
  demandRequest(key.subarray(0, p256Head.length).equals(p256Head), 'the key must be on the curve P-256');
  const publicKey = await webcrypto.subtle
    .importKey('spki', key, signingAlgorithm, true, ['verify'])
    .catch(() => undefined);
  if (publicKey === undefined || !(await isSigned(request))) {
    throw invalid('the request is not signed with its key by ECDSA and SHA-256');
  }
  return { pem: `${request.toString('pem')}\n`, publicKey };
}

const onePem = /^-----BEGIN CERTIFICATE REQUEST-----[A-Za-z0-9+/=\s]+-----END CERTIFICATE REQUEST-----\s*$/;

function parse(pem: string): Pkcs10CertificateRequest {
  try {
    if (onePem.test(pem)) return new Pkcs10CertificateRequest(pem);
  } catch {
    // Said below; a parser's own words quote what it was given.
  }
  throw invalid('this is no certificate request in PEM (PKCS #10)');
}

async function isSigned(request: Pkcs10CertificateRequest): Promise<boolean> {
  const { name, hash } = request.signatureAlgorithm as { name: string; hash?: { name: string } };
  if (name !== signingAlgorithm.name || hash?.name !== signingAlgorithm.hash) return false;
  return request.verify().catch(() => false);
}

function demandRequest(holds: boolean, message: string): void {
  demand(holds, 'certificate-invalid', message, { field: 'body/request' });
}

function invalid(message: string): Refusal {
  return new Refusal('certificate-invalid', message, { field: 'body/request' });
}
