// SPDX-License-Identifier: Apache-2.0
import { Shim } from 'fabric-shim';

/** The names of the loggers in fabric-shim 2.5.8 that a transaction uses. */
export const transactionLoggers = [
  'lib/chaincode.js',
  'lib/handler.js',
  'lib/iterators.js',
  'lib/server.js',
  'lib/stub.js',
  'contracts-spi/bootstrap.js',
  'contracts-spi/chaincodefromcontract.js',
  'contracts-spi/datamarshall.js',
] as const;

/**
 * Disables debug messages. The libraries format each of them even when the log level discards it: about a third of the
 * chaincode's processor time (measured on this stack).
 */
export function quietDebug(): void {
  for (const name of transactionLoggers) {
    const logger = Shim.newLogger(name);
    logger.debug = () => logger;
  }
}
