// SPDX-License-Identifier: Apache-2.0

/**
 * The command line's options, taken away before the packages load: fabric-shim answers --help by itself. A script
 * imports this first.
 */
export const ownArguments: readonly string[] = process.argv.splice(2);

// fabric-contract-api writes a line for each decorator that it meets.
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
