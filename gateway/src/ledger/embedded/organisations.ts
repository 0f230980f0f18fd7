// SPDX-License-Identifier: Apache-2.0

/** A member of the ledger, by its name and its MSP id. */
export interface Organisation {
  readonly name: string;
  readonly mspId: string;
}

/** A private data collection. Only members read and write it (Fabric's memberOnlyRead and memberOnlyWrite). */
export interface Collection {
  readonly name: string;
  /** MSP ids. */
  readonly members: readonly string[];
  /** How many members must endorse a change of it; the collection's own endorsement policy. */
  readonly endorsementsRequired: number;
}

/** Fabric's MAJORITY: more than half. */
export const majorityOf = (count: number): number => Math.floor(count / 2) + 1;
