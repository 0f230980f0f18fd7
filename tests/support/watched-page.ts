// SPDX-License-Identifier: Apache-2.0
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';

/** A page, and what nobody should see of it. */
export interface WatchedPage {
  readonly page: Page;
  /** Errors, violations of the policy, and requests to a network but to the page's own server, as lines. */
  readonly complaints: () => Promise<readonly string[]>;
}

/** Opens a page in a browser profile of its own. */
export async function openPage(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const lines: string[] = [];
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) lines.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => lines.push(`error: ${error.message}`));
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url());
    const isOwn = protocol.startsWith('http') && origin === new URL(url).origin;
    if (!isOwn && !/^(file|blob|data):$/.test(protocol)) lines.push(`request: ${request.url()}`);
  });
  await page.exposeFunction('noteViolation', (directive: string) => lines.push(`violation: ${directive}`));
  await page.addInitScript({
    content: `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      noteViolation(effectiveDirective + ' ' + blockedURI);
    });`,
  });
  await page.goto(url);
  return {
    page,
    complaints: async () => {
      // What the page has reported by now arrives before the answer to this.
      await page.evaluate('0');
      return lines;
    },
  };
}
