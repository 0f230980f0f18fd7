// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';

/*
 * Imported before the packages: fabric-shim takes --help for itself as it loads, and fabric-contract-api writes a
 * line for each decorator that it meets.
 */
const { values } = parseArgs({
  options: {
    network: { type: 'boolean', default: false },
    data: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

process.argv.splice(2);
process.env['CORE_CHAINCODE_LOGGING_LEVEL'] ??= 'ERROR';

/** What `npm run demo` was called with. */
export const commandLine: typeof values = values;
