// SPDX-License-Identifier: Apache-2.0
import { buyer, officers, seller } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, fillIntake, press } from '../support/counter';
import { Workplace } from '../support/workplace';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };

async function expectSound({ page, complaints }: WatchedPage, asked: readonly string[] = []): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await complaints()).toEqual(asked);
}

async function use(page: Page, [purpose, basis, show]: readonly [string, string, string]): Promise<void> {
  await page.getByLabel(purpose, { exact: true }).selectOption('case-review');
  await page.getByLabel(basis, { exact: true }).selectOption('civil-code:212');
  await press(button(page, show));
}
/** A number of the page leads to the dossier, where it stands after a reload too, and in no address; and back. */
async function expectLinked(page: Page, number: string | RegExp, label: string): Promise<void> {
  const link = page.getByRole('link', { name: number }).first();
  const shown = await link.innerText();
  await press(link);
  const field = page.getByLabel(label, { exact: true });
  await field.waitFor();
  expect(await field.inputValue()).toBe(shown);
  await page.reload();
  await field.waitFor();
  expect(await field.inputValue()).toBe(shown);
  expect(new URL(page.url()).pathname + new URL(page.url()).search).toBe('/app/dossier');
  await page.goBack();
  await page.getByRole('heading', { name: '还差什么' }).waitFor();
}

/** By the number that stands over the case, as officers read it to each other; a person's number is in no address. */
async function expectFound(page: Page): Promise<void> {
  const of = page.url();
  const number = of.split('.').at(-1) ?? '';
  await page.getByRole('link', { name: '批量核验' }).click();
  const box = page.getByRole('textbox', { name: '编号、代码' });
  for (const [typed, said] of [
    ['20990101-0000001', '这不是本系统所知的编号或代码'],
    [buyer.citizenNumber, '请在“档案调阅”中填写'],
  ] as const) {
    await box.fill(typed);
    await box.press('Enter');
    await page.getByRole('search').getByText(said).waitFor();
  }
  expect(new URL(page.url()).pathname).toBe('/app/verify');
  await box.fill(number);
  await box.press('Enter');
  await page.getByRole('heading', { name: '还差什么' }).waitFor();
  expect(page.url()).toBe(of);
}

const inChinese = ['用途', '法律依据', '登记使用并查看'] as const;
const inEnglish = ['Purpose', 'Legal basis', 'Record the use, and show'] as const;

describeBrowser('a dossier', () => {
  let browser: Browser;
  let workplace: Workplace;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it('is found by number once its use is recorded, leads to receipts, and leaves no number behind', async () => {
    const { certificate } = workplace.estate;
    const opened = await workplace.openAs(browser, officers.eastRegistrar, '/app', desk);
    const { page } = opened;
    await press(page.getByRole('link', { name: '档案调阅' }));
    await page.getByRole('heading', { name: '档案调阅' }).waitFor();
    await page.getByLabel('公民身份号码或代号').fill(` ${seller.citizenNumber} `);
    await expectSound(opened);
    await use(page, inChinese);
    const row = page.getByRole('row').filter({ hasText: certificate });
    await row.getByText('有效').waitFor();
    await page.getByText('使用已登记').waitFor();
    await expectSound(opened);
    await press(button(page, '获取回执').first());
    await page.getByRole('link', { name: '保存文件' }).or(page.getByText('日志尚未覆盖该事件')).waitFor();
    // Another question is another use: what was shown goes with the first change.
    await page.getByLabel('种类').selectOption('case');
    await row.waitFor({ state: 'detached' });
    await press(button(page, '登记使用并查看'));
    await page.getByText('没有符合条件的内容').waitFor();
    const stored = await page.evaluate(
      'JSON.stringify([location.href, { ...sessionStorage }, { ...localStorage }])',
    );
    expect(stored).not.toContain(seller.citizenNumber);
    await page.context().close();
  });

  it('is opened in an emergency by a written reason, in English, on a phone', async () => {
    const { certificate, parcel } = workplace.estate;
    const opened = await workplace.openAs(browser, officers.westDecider, '/app/dossier', phone);
    const { page } = opened;
    await page.getByLabel('An object').check();
    await page.getByLabel('Number of the property unit').fill(parcel);
    await page.getByLabel(/^Emergency/).check();
    await page.getByLabel('Reason of the emergency').selectOption({ index: 1 });
    await page.getByLabel(/^In words/).fill('The patient is unconscious, and no relative is here.');
    await expectSound(opened);
    await use(page, inEnglish);
    await page.getByText('flagged for the auditors').waitFor();
    await page.getByRole('row').filter({ hasText: certificate }).getByText('in force').waitFor();
    await expectSound(opened);
    await page.context().close();
  });

  it('offers no emergency to a verifier, and says why a number is not for one', async () => {
    const { page } = await workplace.openAs(browser, officers.westVerifier, '/app/dossier', desk);
    await page.getByLabel('公民身份号码或代号').fill(seller.citizenNumber);
    await use(page, inChinese);
    await page.getByRole('alert').getByText('role-missing').waitFor();
    expect(await page.getByLabel(/^紧急调阅/).count()).toBe(0);
    await page.context().close();
  });

  it('is at hand in a running case of its applicant and its object', async () => {
    const clerk = await workplace.openAs(browser, officers.eastAcceptor, '/app/intake', desk);
    const { page } = clerk;
    await fillIntake(page, { name: buyer.name, number: buyer.citizenNumber, ...workplace.estate }, true);
    await press(button(page, '签署并收件'));
    await page.getByRole('heading', { name: '还差什么' }).waitFor();
    await expectLinked(page, workplace.estate.parcel, '不动产单元号');
    await expectLinked(page, /^P[0-9A-F]{32}$/, '公民身份号码或代号');
    await expectFound(page);
    await press(button(page, '调阅标的案卷'));
    await page.getByText('账本将记录您因本办件调阅了该案卷').waitFor();
    await use(page, inChinese);
    await page.getByRole('row').filter({ hasText: workplace.estate.certificate }).getByText('有效').waitFor();
    // The number of a case that is none was asked for.
    await expectSound(clerk, [expect.stringContaining('404') as string]);
    await page.context().close();
  });
});
