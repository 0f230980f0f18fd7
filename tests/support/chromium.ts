// SPDX-License-Identifier: Apache-2.0
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';
import { findOnPath } from './on-path';

/** Chromium's program, if there is one. */
export const executable = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => findOnPath(name) ?? [])
  .at(0);

/** Starts Chromium without a window; `close()` ends its processes, and no others. */
export function startBrowser(
  environment: Readonly<Record<string, string>> = {},
  switches: readonly string[] = [],
): Promise<Browser> {
  if (executable === undefined) throw new Error('no chromium on PATH: apt-get install chromium');
  // Chromium refuses its sandbox to root, as whom containers run.
  const isRoot = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: executable,
    args: isRoot ? ['--no-sandbox', ...switches] : [...switches],
    env: { ...process.env, ...environment },
  });
}
