// SPDX-License-Identifier: Apache-2.0
import type { ContentErrorCode } from '../content/content-error';
import type { IdentityErrorCode } from '../identity/identity-error';
import type { CatalogueEntry } from './catalogue';

export const identityEntries: Readonly<Record<IdentityErrorCode, CatalogueEntry>> = {
  'token-missing': {
    status: 401,
    title: 'Sign-in required',
    retry: 'none',
    doc: 'The request carries neither a bearer token nor a registered client certificate.',
  },
  'token-invalid': {
    status: 401,
    title: 'Invalid token',
    retry: 'none',
    doc: 'The token is malformed, forged, of another issuer or for another audience.',
  },
  'token-expired': {
    status: 401,
    title: 'Token expired',
    retry: 'none',
    doc: 'Get a new token from the issuer.',
  },
  'issuer-unreachable': {
    status: 503,
    title: 'Token issuer unreachable',
    retry: 'same',
    doc: "The issuer's keys cannot be read now, so that no token can be checked. Nothing was done.",
  },
  'client-certificate-invalid': {
    status: 401,
    title: 'Invalid client certificate',
    retry: 'none',
    doc: 'The client certificate is not registered, not trusted or out of date.',
  },
  'officer-unknown': {
    status: 403,
    title: 'Not an officer',
    retry: 'none',
    doc: 'The caller is genuine, but no officer enrolled here or registered on the ledger.',
  },
  'role-missing': {
    status: 403,
    title: 'Role missing',
    retry: 'none',
    doc: "The request needs a role that the caller's token and certificate do not both give.",
  },
  'officer-exists': {
    status: 409,
    title: 'Officer exists',
    retry: 'none',
    doc: 'The certificate authority has an officer of this identifier.',
  },
  'authority-refused': {
    status: 502,
    title: 'Certificate authority refused',
    retry: 'none',
    doc: "The organisation's certificate authority answered, and refused.",
  },
  'authority-unreachable': {
    status: 503,
    title: 'Certificate authority unreachable',
    retry: 'same',
    doc: "The organisation's certificate authority does not answer. Nothing was done.",
  },
  'wallet-unreadable': {
    status: 500,
    title: 'Wallet unreadable',
    retry: 'none',
    doc: "The wallet's key does not open the wallet, or an entry was tampered with. For the operator.",
  },
  'wallet-key-unsafe': {
    status: 500,
    title: 'Wallet key unsafe',
    retry: 'none',
    doc: "The wallet's key file can be read by others, or is no key. For the operator.",
  },
  'built-in-issuer-forbidden': {
    status: 500,
    title: 'Built-in issuer forbidden',
    retry: 'none',
    doc: 'The built-in token issuer is for the embedded ledger only. For the operator.',
  },
};

export const contentEntries: Readonly<Record<ContentErrorCode, CatalogueEntry>> = {
  'content-not-found': {
    status: 404,
    title: 'No such content',
    retry: 'none',
    doc: "No content of that digest is in this organisation's store.",
  },
  'content-too-large': {
    status: 413,
    title: 'Content too large',
    retry: 'none',
    doc: 'The file has more bytes than the gateway takes.',
  },
  'content-mismatch': {
    status: 422,
    title: 'Content has another digest',
    retry: 'none',
    doc: 'The bytes that came have another digest than the request announced. Nothing was stored.',
  },
  'content-damaged': {
    status: 500,
    title: 'Content damaged',
    retry: 'none',
    doc: 'The stored file is not what was stored. Storing the genuine file again repairs it. For the operator.',
  },
  'content-key-unknown': {
    status: 500,
    title: 'Content key unknown',
    retry: 'none',
    doc: 'The file was stored under a key that the key file no longer holds. For the operator.',
  },
  'content-keys-invalid': {
    status: 500,
    title: 'Content keys invalid',
    retry: 'none',
    doc: 'The content key file is missing, readable by others, or not a key file. For the operator.',
  },
  'range-invalid': {
    status: 416,
    title: 'Range not satisfiable',
    retry: 'none',
    doc: 'Bytes were asked for that the content does not have.',
  },
  'digest-malformed': {
    status: 400,
    title: 'Malformed digest',
    retry: 'none',
    doc: 'A digest is 64 lower-case hexadecimal digits.',
  },
};
