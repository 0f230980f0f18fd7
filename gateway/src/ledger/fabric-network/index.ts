// SPDX-License-Identifier: Apache-2.0
export { FabricNetworkLedger, type FabricNetworkOptions } from './fabric-network-ledger';
export { type NetworkIdentity, openWallet, putIdentity } from './wallet';
