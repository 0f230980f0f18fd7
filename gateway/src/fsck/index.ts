// SPDX-License-Identifier: Apache-2.0
export type { BlockSource, Progress } from './block-source';
export { checkGateway, type GatewayCheck, type GatewayReport } from './check-gateway';
export { checkWorldState, type WorldStateCheck } from './check-world-state';
export { Findings, type Finding, type Report } from './finding';
export type { Entries } from './side-by-side';
