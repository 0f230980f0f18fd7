// SPDX-License-Identifier: Apache-2.0
export { hashLeaf } from './hashing';
export { leafOf, openedLeafOf, type PlacedEvent } from './leaf';
export { RightEdge } from './right-edge';
export { Tile, type ReadTile } from './tile';
export { LogTree } from './tree';
