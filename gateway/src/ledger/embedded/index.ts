// SPDX-License-Identifier: Apache-2.0
export type { ContractClass } from '@guidang/chaincode/simulator';
export { EmbeddedLedger, type EmbeddedLedgerOptions, type PortOptions } from './embedded-ledger';
export type { LedgerCollection, LedgerOrganisation } from './organisations';
export { fsck, type FsckReport } from './fsck';
export { withStoredBlocks } from './stored-blocks';
