// SPDX-License-Identifier: Apache-2.0

/** A member of the ledger, by its name and its MSP id. */
export interface LedgerOrganisation {
  readonly name: string;
  readonly mspId: string;
}

/** A private data collection. Only members read and write it (Fabric's memberOnlyRead and memberOnlyWrite). */
export interface LedgerCollection {
  readonly name: string;
  /** Names of organisations. */
  readonly members: readonly string[];
}

/** Fabric's MAJORITY: more than half. */
export function majorityOf(count: number): number {
  return Math.floor(count / 2) + 1;
}

/** The ledger's organisations, and which collections they may see. */
export class LedgerMembership {
  readonly organisations: readonly LedgerOrganisation[];
  readonly #members: ReadonlyMap<string, ReadonlySet<string>>;

  constructor(organisations: readonly LedgerOrganisation[], collections: readonly LedgerCollection[]) {
    const mspIds = new Map(organisations.map(({ name, mspId }) => [name, mspId]));
    const membersOf = ({ name, members }: LedgerCollection): ReadonlySet<string> =>
      new Set(
        members.map((member) => {
          const mspId = mspIds.get(member);
          if (mspId === undefined) {
            throw new Error(`collection ${name} names ${member}, which is no organisation`);
          }
          return mspId;
        }),
      );
    this.organisations = organisations;
    this.#members = new Map(collections.map((collection) => [collection.name, membersOf(collection)]));
  }

  has(mspId: string): boolean {
    return this.organisations.some((organisation) => organisation.mspId === mspId);
  }

  mspIdOf(name: string): string | undefined {
    return this.organisations.find((organisation) => organisation.name === name)?.mspId;
  }

  /** The MSP ids of a collection's members; `undefined` if the collection does not exist. */
  membersOf(collection: string): ReadonlySet<string> | undefined {
    return this.#members.get(collection);
  }
}
