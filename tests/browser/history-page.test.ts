// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
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

describeBrowser("an officer's own uses", () => {
  let browser: Browser;
  let workplace: Workplace;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it('are listed with their reasons, and lead to what was used', async () => {
    const { certificate } = workplace.estate;
    const opened = await workplace.openAs(
      browser,
      officers.westVerifier,
      `/app/licences/${certificate}`,
      desk,
    );
    const { page } = opened;
    await press(button(page, '查看详情'));
    await page.getByLabel('用途', { exact: true }).selectOption('case-review');
    await page.getByLabel('法律依据', { exact: true }).selectOption('civil-code:212');
    await press(button(page, '登记使用并查看'));
    await page.getByText('使用已登记').waitFor();
    await page.getByRole('link', { name: '我的使用记录' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '我的使用记录' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: certificate }).first();
    await row.getByText('使用详情').waitFor();
    await row.getByText('办案审查').waitFor();
    await expectSound(opened);
    await page.getByLabel('行为').selectOption('person.used');
    await page.getByText('没有您的使用登记').waitFor();
    expect(new URL(page.url()).search).toBe('?kind=person.used');
    await page.reload();
    await page.getByText('没有您的使用登记').waitFor();
    await page.goBack();
    await row.getByRole('link', { name: certificate }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`**/app/licences/${certificate}`);
    await page.context().close();
  });

  it('are nobody else’s, and fit a phone', async () => {
    const { certificate } = workplace.estate;
    const verifier = await workplace.stage.as(officers.westVerifier);
    await verifier.get(`/api/v1/licences/${certificate}?purpose=case-review&basis=civil-code:212`);
    const address = `/app/history?subject=${certificate}`;
    const own = await workplace.openAs(browser, officers.westVerifier, address, phone);
    await own.page.getByRole('row').filter({ hasText: 'details used' }).first().waitFor();
    await expectSound(own);
    await own.page.context().close();
    const other = await workplace.openAs(browser, officers.eastAcceptor, address, phone);
    await other.page.getByText('Nothing is recorded of you here').waitFor();
    expect(await other.page.getByRole('row').count()).toBe(0);
    await expectSound(other);
    await other.page.context().close();
  });
});
