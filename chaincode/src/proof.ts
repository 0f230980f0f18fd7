// SPDX-License-Identifier: Apache-2.0
/**
 * Everything to verify proofs: digests, signatures, certificates, the log's formats, and the stored bytes of its
 * leaves.
 */
export {
  checkSignature,
  publicKeyFrom,
  readSignedCommand,
  type SignedCommand,
} from './command/signed-command';
export { commandReceipts } from './command/receipt';
export { fromBase64, toBase64 } from './ledger/base64';
export { decode } from './ledger/codec';
export { eventPages, readEventPage, readSeededEventPage } from './ledger/event-page';
export * from './ledger/hash';
export * from './ledger/merkle';
export { manifestOf, type ManifestTree } from './licence/manifest';
export * from './log/checkpoint';
export * from './log/cosignature';
export * from './log/head';
export { logKeyName, logOrigin, registeredKeys, type RegisteredKey } from './log/keys';
export { leafSalt } from './log/leaf-salt';
export * from './log/note';
export { possessionMessage } from './log/possession';
export * from './log/verifier-key';
export { commitmentTo, pseudonymOf } from './person/commitment';
export { proposalDigest } from './registry/proposal';
export { readRecordPage } from './record/page';
export { certificateFingerprint, isIssuedBy, readOfficerCertificate } from './membership/certificate';
