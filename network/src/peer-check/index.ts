// SPDX-License-Identifier: Apache-2.0
export { verifyBlockStore } from './block-store';
export { compareSnapshots } from './compare-snapshots';
export type { PeerFinding } from './finding';
export { publicState } from './public-state';
export { withSnapshots, type Snapshot } from './snapshot';
