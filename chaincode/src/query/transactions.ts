// SPDX-License-Identifier: Apache-2.0

/** Who belongs to the network, by the transaction's name on Fabric. */
export const membershipTransaction = 'query:membership';

/** What the conditions of a case's matter see, by the transaction's name on Fabric. */
export const caseFactsTransaction = 'query:caseFacts';

/** What an accession would refuse of rows, by the transaction's name on Fabric. */
export const rowsTransaction = 'query:rows';
