// SPDX-License-Identifier: Apache-2.0

/** Every bound of the contracts, in one place: nothing on the ledger grows without one. */
export const limits = {
  commandBytesMax: 64 * 1024,
  /** An accession is one signed command of many records; no other may be so long. */
  accessionBytesMax: 256 * 1024,
  /** Of the commands of one transaction, once they are unpacked. */
  batchBytesMax: 16 * 1024 * 1024,
  recordsPerAccessionMax: 256,
  /** A matter's deepest condition inside a proposal needs 24. */
  jsonDepthMax: 32,
  commandsPerTransactionMax: 500,
  /** A waiting command may be endorsed late, after an outage; its identifier still makes it unique. */
  commandAgeHoursMax: 24,
  /** Fabric's own window between the clocks of client and peer (peer.authentication.timewindow). */
  clockSkewMinutesMax: 5,
  /** Leaves of tlog-tiles are length-prefixed with two bytes; a leaf adds its block to the event. */
  eventBytesMax: 65_000,
  /** A first change reads the whole page: larger pages made it three times slower (measured). */
  pageItemsMax: 32,
  pageBytesMax: 8 * 1024,
  eventsPerPageMax: 32,
  contentsPerRecordMax: 64,
  /** As many as a matter has materials: the archive record of a case refers to each. */
  referencesPerRecordMax: 48,
  recordsPerArrangeMax: 200,
  itemNumberMax: 9_999,
  materialsPerCaseMax: 64,
  decisionsPerCaseMax: 32,
  holdersPerLicenceMax: 16,
  renditionsPerLicenceMax: 16,
  restrictionsPerSubjectMax: 16,
  regionsPerAuthorityMax: 64,
  grantsPerAuthorityMax: 32,
  organisationsMax: 32,
  changesPerProposalMax: 16,
  /** Retired keys stay, so that old heads can be checked: this is 32 full rotations. */
  logKeysPerOrganisationMax: 128,
  /** Each of an organisation's four purposes changes hands. */
  logKeysPerChangeMax: 4,
  /** An ML-DSA-44 key with the longest name. */
  verifierKeyCharsMax: 2_048,
  /** A head that all of the largest network have signed, with all their keys. */
  headBytesMax: 128 * 1024,
  headSignaturesMax: 96,
  materialsPerMatterMax: 48,
  stepsPerMatterMax: 16,
  outcomesPerMatterMax: 8,
  /** Those who signed last, in the memory of each process. */
  officersRememberedMax: 4096,
  departmentsRememberedMax: 1024,
  /** Decoded, a page takes about 50 KiB. */
  recordPagesRememberedMax: 256,
  predicateNodesMax: 64,
  predicateDepthMax: 8,
} as const;
