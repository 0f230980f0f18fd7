// SPDX-License-Identifier: Apache-2.0
export { FabricNetworkLedger } from './fabric-network-ledger';
export { openWallet, putIdentity } from './wallet';
