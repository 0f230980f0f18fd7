// SPDX-License-Identifier: Apache-2.0

/**
 * Imported before the contracts: fabric-contract-api logs each decorator at info as it loads, a hundred lines that
 * tell an operator nothing.
 */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'WARNING';
