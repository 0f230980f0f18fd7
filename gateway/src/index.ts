// SPDX-License-Identifier: Apache-2.0
export * from './rendition';
export * from './ledger/embedded';
