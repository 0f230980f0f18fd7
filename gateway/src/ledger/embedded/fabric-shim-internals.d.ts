// SPDX-License-Identifier: Apache-2.0

/** The loggers of fabric-contract-api 2.5.8, which its types omit. */
declare module 'fabric-contract-api/lib/logger.js' {
  import type { Logger } from 'winston';

  export function getLogger(name: string): Logger;
}
