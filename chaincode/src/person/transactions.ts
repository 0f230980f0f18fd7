// SPDX-License-Identifier: Apache-2.0

/** The contract's reads of the private data collection, which are no commands, by their names on Fabric. */
export const resolvePersonTransaction = 'person:resolve';
export const getPersonTransaction = 'person:get';
export const namePeopleTransaction = 'person:names';
