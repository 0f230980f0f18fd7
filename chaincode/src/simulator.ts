// SPDX-License-Identifier: Apache-2.0
/** The peer's side of the contract interface: simulates transactions on any state, as Fabric does. */
export * from './simulator/effects';
export * from './simulator/runner';
export { Simulation } from './simulator/simulation';
export * from './simulator/state';
export * from './simulator/stub';
