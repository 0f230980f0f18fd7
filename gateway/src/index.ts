// SPDX-License-Identifier: Apache-2.0
import './start/quiet-contracts';

export { readConfig, type Config, type NetworkConfig } from './config/config';
export * from './fsck';
export { Gateway } from './gateway';
export * from './identity';
export * from './ledger/embedded';
export * from './ledger/fabric-gateway';
export * from './ledger/ledger-error';
export type * from './ledger/port';
export * from './outbox';
export * from './rendition';
export { connectLedger } from './start/network';
export { createLogger, type Logger } from './common/logger';
export { ProcessEnd } from './common/process-end';
