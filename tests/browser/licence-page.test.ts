// SPDX-License-Identifier: Apache-2.0
import { officers, seller } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';
import { Workplace } from '../support/workplace';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };

async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await complaints()).toEqual([]);
}

/** Says why, as the ledger will have it, and confirms. */
async function use(page: Page, words: readonly [purpose: string, basis: string, go: string]): Promise<void> {
  const [purpose, basis, go] = words;
  await page.getByLabel(purpose, { exact: true }).selectOption('case-review');
  await page.getByLabel(basis, { exact: true }).selectOption('civil-code:212');
  await press(button(page, go));
}

const inChinese = ['用途', '法律依据', '登记使用并查看'] as const;
const inEnglish = ['Purpose', 'Legal basis', 'Record the use, and show'] as const;

describeBrowser('the page of a licence', () => {
  let browser: Browser;
  let workplace: Workplace;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it('shows the verdict at once, details and the holder only once their use is recorded, and what happened', async () => {
    const { certificate, parcel } = workplace.estate;
    const opened = await workplace.openAs(browser, officers.eastRegistrar, '/app', desk);
    const { page } = opened;
    await page.getByRole('textbox', { name: '编号、代码' }).fill(certificate);
    await page.keyboard.press('Enter');
    await page.getByText('证照有效').waitFor();
    await page.getByText('存量补录').first().waitFor();
    expect(await page.content()).not.toMatch(new RegExp(`${parcel}|权利性质`, 'u'));
    await press(button(page, '查看详情'));
    await page.getByText('账本将记录您使用了该证照的详情').waitFor();
    await expectSound(opened);
    await use(page, inChinese);
    await page.getByText(parcel).waitFor();
    // What it says besides, by the names of its type.
    await page.getByText('权利性质').waitFor();
    await page.getByText('出让', { exact: true }).waitFor();
    expect(await page.content()).not.toContain(seller.name);
    await press(button(page, '查看姓名和证件号码'));
    await page.getByText('账本将记录您本次查看了此人的姓名和证件号码').waitFor();
    await use(page, inChinese);
    await page.getByText(seller.name).waitFor();
    await expectSound(opened);
    // Nothing of it stays: not in the address, not in the tab's store, not after a reload.
    expect(page.url()).not.toContain(encodeURIComponent(seller.name));
    expect(await page.evaluate('JSON.stringify([{ ...sessionStorage }, { ...localStorage }])')).not.toContain(
      seller.name,
    );
    await page.reload();
    await page.getByText('查看人员姓名').or(page.getByText('使用详情')).first().waitFor();
    expect(await page.content()).not.toContain(seller.name);
    await page.context().close();
  });

  it('works on a phone, in English, for a verifier of another region, who is shown no history', async () => {
    const path = `/app/licences/${workplace.estate.certificate}`;
    const opened = await workplace.openAs(browser, officers.westVerifier, path, phone);
    const { page } = opened;
    await page.getByText('The licence is in force').waitFor();
    await press(button(page, 'Show the details'));
    await use(page, inEnglish);
    await page.getByText(workplace.estate.parcel).waitFor();
    expect(await button(page, 'Show name and number').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'History' }).count()).toBe(0);
    await expectSound(opened);
    await page.context().close();
  });

  it('says of an identifier that nobody has registered that it cannot be confirmed, and offers no details', async () => {
    const unknown = '1.2.156.3005.2.11999999000000019M001.11999999000000019M.20260001.001.U';
    const { page } = await workplace.openAs(browser, officers.westVerifier, `/app/licences/${unknown}`, desk);
    await page.getByText('无法确认').waitFor();
    expect(await button(page, '查看详情').count()).toBe(0);
    await page.context().close();
  });
});
