// SPDX-License-Identifier: Apache-2.0
export {
  Applications,
  type ApplicationSettings,
  type NetworkOfficer,
  type SignInEntry,
} from './applications';
export type { ChaincodeRequest, DeployedChaincode } from './chaincode';
export { runNetworkCommand } from './cli';
export { connectClient, type NetworkClient } from './client';
export { defaultDataFolder } from './folders';
export { Network, type NetworkOptions, type NodeStatus } from './network';
export { publicState, type PeerFinding, type Snapshot } from './peer-check';
export type { Ordering, Topology } from './topology';
