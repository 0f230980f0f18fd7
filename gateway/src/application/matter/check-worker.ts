// SPDX-License-Identifier: Apache-2.0

/** Runs in a thread of the {@link MatterChecker}. */
export { findingsInTime } from './findings';
