// SPDX-License-Identifier: Apache-2.0

interface EndingProcess {
  on(event: 'uncaughtException' | 'unhandledRejection', listener: (error: unknown) => void): unknown;
  exit(code: number): void;
}

/**
 * Ends a command at once, with code 1, on an error that nobody caught. Nothing is in flight that must be settled: the
 * next command goes on from whatever state it finds.
 */
export function endOnStrayErrors(
  tell: (message: string, error: unknown) => void,
  own: EndingProcess = process,
): void {
  // Each by itself: a library that listens to rejections, as Fabric's do, would keep Node from raising them.
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    own.on(event, (error) => {
      tell(event, error);
      own.exit(1);
    });
  }
}
