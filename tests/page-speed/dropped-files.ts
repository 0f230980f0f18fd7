// SPDX-License-Identifier: Apache-2.0
import { randomBytes } from 'node:crypto';
import { officers } from '@guidang/chaincode/sample';
import { until } from '@guidang/gateway/common/until';
import type { Browser, Page } from 'playwright-core';
import { openPage } from '../support/watched-page';
import type { Workplace } from '../support/workplace';
import { repeated, shownAfter } from './in-page';
import type { Measured } from './in-page';

const mebibyte = 1024 * 1024;

/** What is dropped, and what then stands in the page. */
interface Drop {
  readonly name: string;
  readonly content: Buffer;
  readonly shows: string;
  readonly boundMs: number;
}

/** `/verify`: from the drop of a file until its verdict stands there. */
export async function measureDrops(browser: Browser, workplace: Workplace): Promise<readonly Measured[]> {
  const { gateway, estate } = workplace;
  const file = { name: 'a file of 1 MiB', content: randomBytes(mebibyte), shows: 'article .whole' };
  const receipt = Buffer.from(await receiptOfCertificate(workplace));
  const proof = { name: 'a receipt', content: receipt, shows: 'article.good details.path' };
  return [
    await measure(browser, gateway.url, { ...file, boundMs: 300 }, estate.certificate),
    await measure(browser, gateway.url, { ...proof, boundMs: 20 }),
  ];
}

async function measure(browser: Browser, url: string, drop: Drop, licence = ''): Promise<Measured> {
  const { page } = await openPage(browser, `${url}/verify?lang=en`);
  await page.locator('#files').waitFor();
  await page.locator('#identifier').fill(licence);
  const firstMs = await dropped(page, drop);
  const warmMs = await repeated(() => dropped(page, drop));
  await page.context().close();
  return { what: `/verify: ${drop.name}`, firstMs, warmMs, boundMs: drop.boundMs };
}

function dropped(page: Page, { name, content, shows }: Drop): Promise<number> {
  return shownAfter(page, {
    before: `
      const bytes = Uint8Array.from(atob(${JSON.stringify(content.toString('base64'))}), (c) => c.charCodeAt(0));
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([bytes], ${JSON.stringify(name)}));
      document.getElementById('files-clear').click();`,
    act: `dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));`,
    shown: `document.querySelector(${JSON.stringify(shows)}) !== null`,
  });
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
