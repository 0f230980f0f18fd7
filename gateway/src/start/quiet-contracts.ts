// SPDX-License-Identifier: Apache-2.0

/*
 * fabric-contract-api takes its log level from the environment when it is loaded, and at its default writes a line for
 * each decorator, to the standard output. The embedded ledger runs the contracts in this process, so whatever opens the
 * gateway imports this first.
 */
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
