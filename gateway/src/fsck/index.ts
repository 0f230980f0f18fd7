// SPDX-License-Identifier: Apache-2.0
export type { BlockSource, ReportProgress } from './block-source';
export { checkEmbedded } from './check-embedded';
export { checkGateway, type GatewayCheck, type GatewayReport } from './check-gateway';
export { findOrphans, type Orphan } from './orphans';
export { checkWorldState, type WorldStateCheck } from './check-world-state';
export { Findings, type Finding, type CheckReport } from '../findings/finding';
export { countsOf, lineOf, type Checked, type CheckOutcome, type OrganisationFinding } from './outcome';
export type { Entries } from '../findings/side-by-side';
