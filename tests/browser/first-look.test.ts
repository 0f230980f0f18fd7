// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { firstLook } from '../../scripts/demo/first-look';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import { button, fillIntake, press, take } from '../support/counter';
import { DemoGateway } from '../support/demo-gateway';

const sale = {
  ...firstLook.applicant,
  parcel: firstLook.object,
  certificate: firstLook.licence,
};
const [clerk = ''] = firstLook.officers;
const steps = ['初审', '复审', '核定', '登簿'];

describeBrowser('the first look at npm start', () => {
  let data: string;
  let gateway: DemoGateway;
  let browser: Browser;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'guidang-first-look-'));
    [browser, gateway] = await Promise.all([startBrowser(), DemoGateway.start(data, [])]);
  });
  afterAll(async () => {
    await browser.close();
    await gateway.stop();
    await rm(data, { recursive: true });
  });

  /** By one click on the card of an officer. */
  async function signIn(page: Page, officer: string, path: string): Promise<void> {
    await page.goto(`${gateway.url}/auth/sign-in?return=${path}&lang=zh`);
    await press(button(page, officer).and(page.locator(`[value$="/${officer}"]`)));
    await page.waitForURL(`${gateway.url}${path}`);
  }

  it.each([
    ['zh', { width: 1366, height: 768 }, '快速体验'],
    ['en', { width: 390, height: 844 }, 'Try it: the first minutes'],
  ])('is told on the front page, which can be read by all: %s', async (language, viewport, heading) => {
    const { page, complaints } = await openPage(browser, `${gateway.url}/?lang=${language}`, { viewport });
    await page.getByRole('heading', { name: heading }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it('verifies a licence, and takes a case from intake to the new one, by links and cards alone', async () => {
    const { page } = await openPage(browser, `${gateway.url}/?lang=zh`, { locale: 'zh-CN' });
    await press(page.getByRole('link', { name: '核验演示环境中已登记的证照' }));
    await page.getByRole('heading', { name: '证照有效' }).waitFor();
    await page.goBack();
    await press(page.getByRole('link', { name: /^收件，登录身份/ }));
    await press(button(page, clerk));
    await fillIntake(page, sale, true);
    await press(button(page, '签署并收件'));
    await page.getByRole('heading', { name: '办理环节' }).waitFor();
    const path = new URL(page.url()).pathname;
    await take(page, { name: '受理' });
    for (const [index, officer] of firstLook.officers.slice(1).entries()) {
      await signIn(page, officer, path);
      await take(page, { name: steps[index] ?? '' });
    }
    await signIn(page, clerk, path);
    // Until then the page may have read what was before, which it would show as a difference.
    await page
      .getByText(firstLook.officers.at(-1) ?? '')
      .first()
      .waitFor();
    await press(button(page, /^补充材料$/));
    await page.getByLabel('材料', { exact: true }).selectOption({ label: '缴费收据' });
    await page
      .getByLabel(/^选择文件/)
      .setInputFiles({ name: 'fee.txt', mimeType: 'text/plain', buffer: Buffer.from('fee') });
    await button(page, /^移除/).waitFor();
    await press(button(page, '签署前核对'));
    await press(button(page, '签署并提交'));
    await page.getByRole('heading', { name: '办理结果' }).waitFor();
    const issued = page.locator('a[href^="/v/"]').first();
    await page.goto(gateway.url + String(await issued.getAttribute('href')));
    await page.getByRole('heading', { level: 1, name: '证照有效' }).waitFor();
    await page.goto(`${gateway.url}/v/${sale.certificate}?lang=zh`);
    await page.getByRole('heading', { level: 1, name: '不可采信' }).waitFor();
    await page.context().close();
  });

  it('is prepared once: a second start neither agrees on anything nor registers anything again', async () => {
    const before = await prepared();
    await gateway.stop();
    await gateway.restart();
    expect(await prepared()).toEqual(before);
    // Registered, printed, taken by the case that is prepared with it.
    expect(before[0]).toHaveLength(3);
  });

  /** What has happened to the certificate and to the matter, by transaction. */
  async function prepared(): Promise<readonly string[][]> {
    const paths = [`licences/${sale.certificate}/history`, 'registry/proposals'];
    return Promise.all(
      paths.map(async (path) => {
        const answer = await gateway.ask(`/api/v1/${path}?limit=100`, { as: 'registrar' });
        expect(answer.status).toBe(200);
        const { items } = (await answer.json()) as { items: readonly object[] };
        return items.map((item) => JSON.stringify(item));
      }),
    );
  }
});
