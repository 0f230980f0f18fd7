// SPDX-License-Identifier: Apache-2.0

/** All limits of the contracts: nothing on the ledger may grow without one. */
export const limits = {
  commandBytesMax: 64 * 1024,
  /** An accession is one signed command for many records; all other commands are shorter. */
  accessionBytesMax: 256 * 1024,
  /** Total size of a transaction's commands, unpacked: twice what a gateway groups. Reading a MiB costs each endorser 0.1 s. */
  batchBytesMax: 2 * 1024 * 1024,
  recordsPerAccessionMax: 256,
  /** The deepest condition of a matter, inside a proposal, needs 24. */
  jsonDepthMax: 32,
  /** Of one list or object in a command, for schemas look at every member before they count: an accession needs half. */
  jsonMembersMax: 512,
  commandsPerTransactionMax: 500,
  /** A head with its many signatures costs each endorser about 7 ms. */
  anchorsPerTransactionMax: 4,
  /** After an outage a waiting command may be endorsed late; its identifier still makes it unique. */
  commandAgeHoursMax: 24,
  /** Fabric's own tolerance between the clocks of client and peer (peer.authentication.timewindow). */
  clockSkewMinutesMax: 5,
  /** Leaves of tlog-tiles have a two-byte length prefix; a leaf is an event with its block. */
  eventBytesMax: 65_000,
  /** The first change of a record reads its whole page: larger pages made it three times slower (measured). */
  pageItemsMax: 32,
  pageBytesMax: 8 * 1024,
  eventsPerPageMax: 32,
  /** A volume with an image for each page; what has more is one PDF or OFD, or several records. */
  contentsPerRecordMax: 500,
  /** Equal to the number of materials of a matter, with its parts: the archive record of a case refers to each. */
  referencesPerRecordMax: 48,
  recordsPerArrangeMax: 200,
  /** Six digits are the most that a scheme may have. */
  itemNumberMax: 999_999,
  /** Numbers in use that one command passes over; more are passed over by saying where to go on. */
  numbersSkippedMax: 1_000,
  rulesPerSchemeMax: 32,
  categoriesPerRuleMax: 64,
  periodsPerRuleMax: 16,
  codesPerChangeMax: 64,
  /** A record with the most contents, and its changes, are longer than other commands. */
  recordBytesMax: 160 * 1024,
  materialsPerCaseMax: 64,
  /** Files of a case in whose place others were given: they stay readable while it is handled. */
  contentsReplacedPerCaseMax: 64,
  decisionsPerCaseMax: 32,
  pausesPerCaseMax: 32,
  holdersPerLicenceMax: 16,
  renditionsPerLicenceMax: 16,
  /** Of what is typed: the ledger has its digest (GB/T 36903: 证照编号). */
  printedNumberCharactersMax: 128,
  attributesPerTypeMax: 16,
  attributeCharactersMax: 200,
  choicesPerAttributeMax: 32,
  questionsPerMatterMax: 16,
  choicesPerQuestionMax: 16,
  questionCharactersMax: 200,
  /** How many licences one may come in the place of, one after the other: each is read for its restrictions. */
  licenceSuccessionsMax: 64,
  /** On the credit of one subject, by one department: conditions read all that are in force. */
  creditEntriesInForceMax: 64,
  regionsPerAuthorityMax: 64,
  grantsPerAuthorityMax: 32,
  restrictablesPerGrantMax: 64,
  /** How often a department may have been merged into another one. */
  departmentSuccessorsMax: 8,
  issuersPerAliasMax: 16,
  aliasesPerDepartmentMax: 16,
  /** Hashes of an inclusion proof: enough for 2^32 licences. */
  manifestPathMax: 32,
  manifestCountMax: 2 ** 32,
  organisationsMax: 32,
  /** How often a department may move to another organisation. */
  departmentMovesMax: 16,
  changesPerProposalMax: 32,
  proposalAgeDaysMax: 90,
  /** Of each list in a year's calendar. */
  calendarDaysMax: 128,
  /** An order that nobody confirms for so long is not meant any more. */
  personOrderAgeDaysMax: 30,
  /** How often a person's data are corrected: names and addresses of a lifetime. */
  personAmendmentsMax: 64,
  /** Whose names one query says: those of the longest page of a list. */
  peopleNamedMax: 200,
  /** Retired keys are kept to verify old heads: this allows 32 full rotations. */
  logKeysPerOrganisationMax: 128,
  /** One change may replace the keys of all four purposes. */
  logKeysPerChangeMax: 4,
  /** Enough for an ML-DSA-44 key with the longest name. */
  verifierKeyCharsMax: 2_048,
  logResetsMax: 64,
  /** Enough for a head signed by every key of the largest network. */
  headBytesMax: 128 * 1024,
  headSignaturesMax: 96,
  materialsPerMatterMax: 48,
  stepsPerMatterMax: 16,
  outcomesPerMatterMax: 8,
  /** A joint case may begin all of its parts in one transaction, each with a case, a row and two events. */
  partsPerMatterMax: 16,
  /** One for each region that shares a joint matter. */
  departmentsPerPartMax: 64,
  searchFiltersMax: 16,
  searchFilterCharactersMax: 200,
  /** Size of each process's cache of recent signers. */
  officersCachedMax: 4096,
  departmentsCachedMax: 1024,
  /** Decoded, a page takes about 50 KiB. */
  /** A decoded page takes about 50 KiB. */
  recordPagesCachedMax: 256,
  predicateNodesMax: 64,
  predicateDepthMax: 8,
} as const;
