// SPDX-License-Identifier: Apache-2.0
import type { Page } from 'playwright-core';

const rounds = 30;

/** What somebody does in a page, as text: this package's types know no page. */
interface Act {
  /** Statements, before the clock starts. */
  readonly before?: string;
  /** Statements. */
  readonly act: string;
  /** An expression that becomes true with what the act leads to. */
  readonly shown: string;
}

/** In milliseconds of the page's own clock. */
export interface Measured {
  readonly what: string;
  /** In a page that was just opened. */
  readonly firstMs: number;
  readonly warmMs: readonly number[];
  /** Of the warm ones. */
  readonly boundMs: number;
}

/** From an act until what it leads to stands in the page. */
export async function shownAfter(page: Page, { before = '', act, shown }: Act): Promise<number> {
  await page.evaluate(`
    measured = new Promise((resolve) => {
      ${before}
      new MutationObserver((_, observer) => {
        if (!(${shown})) return;
        observer.disconnect();
        resolve(performance.now() - from);
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
      const from = performance.now();
      ${act}
    })`);
  return page.evaluate<number>('measured');
}

/** One after the other. */
export async function repeated(measure: () => Promise<number>): Promise<readonly number[]> {
  const measured: number[] = [];
  while (measured.length < rounds) measured.push(await measure());
  return measured;
}
