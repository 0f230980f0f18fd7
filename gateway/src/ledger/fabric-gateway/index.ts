// SPDX-License-Identifier: Apache-2.0
export { type PeerEndpoint } from './connection';
export { FabricGatewayLedger, type FabricGatewayOptions } from './fabric-gateway-ledger';
export { refusalFrom } from './refusal';
