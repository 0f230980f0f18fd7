// SPDX-License-Identifier: Apache-2.0
import { destination, pino, stdSerializers } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** A line is out a tenth of a second after it was logged, or when so many bytes wait; at the process's end, at once. */
const buffered = { minLength: 4096, periodicFlush: 100 };

/**
 * Structured logs on standard output; of an error they say kind, message and stack. No request waits for their disk:
 * a full or busy one would stop them all.
 */
export function createLogger(level: string): Logger {
  const output = destination({ dest: process.stdout.fd, sync: false, ...buffered });
  return pino({ level, serializers: { error: stdSerializers.err } }, output);
}
