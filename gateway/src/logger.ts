// SPDX-License-Identifier: Apache-2.0
import { pino, stdSerializers, type Logger } from 'pino';

export type { Logger } from 'pino';

/** Structured logs on standard output; of an error they say kind, message and stack. */
export function createLogger(level: string): Logger {
  return pino({ level, serializers: { error: stdSerializers.err } });
}
