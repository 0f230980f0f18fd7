// SPDX-License-Identifier: Apache-2.0
import { executable } from './chromium';

export { startBrowser } from './chromium';
export { openPage, type WatchedPage } from './watched-page';

// A story of six officers takes a minute on an idle machine; the limit ends what hangs, and times nothing.
jest.setTimeout(300_000);

/** A group of tests in a real browser: skipped, by name, without Chromium, unless `GUIDANG_REQUIRE_BROWSER` is 1. */
export const describeBrowser =
  process.env['GUIDANG_REQUIRE_BROWSER'] === '1' || executable !== undefined ? describe : describe.skip;
