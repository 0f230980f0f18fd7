// SPDX-License-Identifier: Apache-2.0
import { destination, pino, stdSerializers } from 'pino';
import type { Logger } from 'pino';

export type { Logger } from 'pino';

/** Buffers lines for up to a tenth of a second, or until this many bytes; flushed when the process ends. */
const buffered = { minLength: 4096, periodicFlush: 100 };

/**
 * Structured logs on standard output, with an error's type, message and stack. Buffered, since a synchronous write to a
 * full or slow disk would block every request.
 */
export function createLogger(level: string): Logger {
  const output = destination({ dest: process.stdout.fd, sync: false, ...buffered });
  return pino({ level, serializers: { error: stdSerializers.err } }, output);
}
