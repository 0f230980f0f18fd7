// SPDX-License-Identifier: Apache-2.0
export * from './identifier';
export { allCommands, subjectsOf, type BatchOutcome } from './batch/contract';
export { packCommands, unpackCommands } from './batch/packed-commands';
export * from './case/commands';
export * from './case/model';
export * from './case/states';
export type { Command, CommandResult } from './command/definition';
export * from './command/envelope';
export type { Subjects } from './command/subjects';
export type { CommandDone } from './command/execute';
export {
  checkSignature,
  publicKeyFrom,
  readSignedCommand,
  type SignedCommand,
} from './command/signed-command';
export { contracts } from './contracts';
export * from './ledger/canonical';
export * from './ledger/digest';
export { mspId, ownerPolicy } from './ledger/endorsement';
export * from './ledger/event';
export { eventPages, readEventPage } from './ledger/event-page';
export { limits } from './ledger/limits';
export * from './ledger/refusal';
export { decode, splitTableKey, tableKey, type Table } from './ledger/table';
export { addMonths, dateOf, secondsOf } from './ledger/time';
export { placeOf, transactionCode } from './ledger/unique-id';
export * from './ledger/values';
export * from './licence/commands';
export * from './licence/model';
export * from './licence/restriction-commands';
export { statusOn } from './licence/status';
export * from './log/anchor';
export { fromBase64 } from './log/base64';
export * from './log/checkpoint';
export * from './log/cosignature';
export * from './log/head';
export { logKeyName, logOrigin, registeredKeys, type RegisteredKey } from './log/keys';
export * from './log/model';
export * from './log/note';
export * from './log/verifier-key';
export * from './matter/commands';
export * from './matter/model';
export * from './matter/predicate';
export { personRoles, putPersonBody, purgePersonBody } from './person/contract';
export * from './person/model';
export * from './record/accession';
export * from './record/arrange';
export * from './record/commands';
export * from './record/model';
export { isAuthorised } from './registry/authority';
export { certificateFingerprint, readOfficerCertificate } from './registry/certificate';
export { foundBodySchema } from './registry/found';
export * from './registry/model';
export * from './registry/officer-commands';
export * from './registry/proposal-commands';
