// SPDX-License-Identifier: Apache-2.0

/**
 * fabric-contract-api reads its log level on load, and logs each decorator at info: call this before importing the
 * gateway.
 */
export function quietContracts(): void {
  process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';
}
