// SPDX-License-Identifier: Apache-2.0
import { getLogger } from 'fabric-contract-api/lib/logger.js';
import { Shim } from 'fabric-shim';

/** The logger that both libraries create on load, for uncaught errors. */
const lastResort = '_';
const rejectionListener = 'loggerUnhandledRejectionFn';

/**
 * On load, fabric-contract-api and fabric-shim make the process log uncaught exceptions and unhandled rejections and
 * continue. A gateway in an unknown state must not continue: it stops, and after a restart its outbox resumes the work.
 */
export function restoreCrashes(): void {
  getLogger(lastResort).exceptions.unhandle();
  Shim.newLogger(lastResort).exceptions.unhandle();
  for (const listener of process.listeners('unhandledRejection')) {
    if (listener.name === rejectionListener) process.removeListener('unhandledRejection', listener);
  }
}
