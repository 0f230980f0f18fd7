// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { officers } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import type { Browser, Page } from 'playwright-core';
import { startBrowser } from '../support/chromium';
import { openPage } from '../support/watched-page';
import { Workplace } from '../support/workplace';

const help = `npm run bench:pages

Measures in Chromium, on the embedded default of its own, what /verify does with a file that is dropped: from the drop
until its verdict stands in the page. Prints a table in Markdown.
`;

const rounds = 30;
const mebibyte = 1024 * 1024;

/** What is dropped, in base64, and what then stands in the page. */
interface Drop {
  readonly name: string;
  readonly content: Buffer;
  readonly shows: string;
}

interface Measured {
  readonly what: string;
  /** Milliseconds: of a page that was just opened, and of one whose worker runs already. */
  readonly firstMs: number;
  readonly warmMs: readonly number[];
}

/** From the drop until the next picture with the answer. Code for the page is text: this package's types know no page. */
async function dropped(page: Page, { name, content, shows }: Drop): Promise<number> {
  await page.evaluate(`
    drop = (async () => {
      const bytes = Uint8Array.from(atob(${JSON.stringify(content.toString('base64'))}), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}));
      document.getElementById('files-clear').click();
      const shown = new Promise((resolve) => {
        new MutationObserver((_, observer) => {
          if (document.querySelector(${JSON.stringify(shows)}) === null) return;
          observer.disconnect();
          resolve(performance.now());
        }).observe(document.getElementById('files-results'), { childList: true, subtree: true });
      });
      const from = performance.now();
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
      return (await shown) - from;
    })()`);
  return page.evaluate<number>('drop');
}

async function measure(browser: Browser, url: string, drop: Drop, licence = ''): Promise<Measured> {
  const { page } = await openPage(browser, `${url}/verify?lang=en`);
  await page.locator('#files').waitFor();
  await page.locator('#identifier').fill(licence);
  const firstMs = await dropped(page, drop);
  const warmMs: number[] = [];
  for (let round = 0; round < rounds; round += 1) warmMs.push(await dropped(page, drop));
  await page.context().close();
  return { what: drop.name, firstMs, warmMs };
}

function atShare(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN;
}

function row({ what, firstMs, warmMs }: Measured, bound: number): string {
  const figures = [firstMs, atShare(warmMs, 0.5), atShare(warmMs, 0.95), bound];
  return `| ${what} | ${figures.map((each) => each.toFixed(0)).join(' | ')} |`;
}

async function receiptOfCertificate({ stage, estate }: Workplace): Promise<string> {
  const decider = await stage.as(officers.eastDecider);
  const history = `/api/v1/licences/${estate.certificate}/history`;
  const { items } = await decider.get<{ items: readonly { id: string }[] }>(history);
  return until('a head covers the certificate', async () => {
    const answer = await decider.bytes(`/api/v1/events/${items[0]?.id ?? ''}/receipt`);
    // Until then the answer says that it is pending.
    return answer.toString().startsWith('c2sp.org/') ? answer.toString() : undefined;
  });
}

async function main(): Promise<void> {
  if (process.argv.includes('--help')) {
    process.stdout.write(help);
    return;
  }
  const [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  try {
    const { gateway, estate } = workplace;
    const receipt = await receiptOfCertificate(workplace);
    const file = { name: 'a file of 1 MiB', content: randomBytes(mebibyte), shows: 'article .whole' };
    const proof = { name: 'a receipt', content: Buffer.from(receipt), shows: 'article.good details.path' };
    console.log('| dropped | first in a page, ms | warm, p50, ms | warm, p95, ms | bound, ms |');
    console.log('| --- | --- | --- | --- | --- |');
    console.log(row(await measure(browser, gateway.url, file, estate.certificate), 300));
    console.log(row(await measure(browser, gateway.url, proof), 20));
  } finally {
    await browser.close();
    await workplace.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
