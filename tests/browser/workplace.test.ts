// SPDX-License-Identifier: Apache-2.0
import { buyer, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser, Locator, Page } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { Workplace } from '../support/workplace';

jest.setTimeout(180_000);

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };
const hostile = '<img src=x onerror=alert(1)>';
const files = ['申请书', '询问笔录', '权利人身份证明', '义务人身份证明', '买卖合同', '完税凭证'];

let browser: Browser;
let workplace: Workplace;

function open(officer: DemoOfficer | undefined, path: string, how: object = desk): Promise<WatchedPage> {
  return workplace.openAs(browser, officer, path, how);
}

/** As from the keyboard: what has the focus is pressed. */
async function press(what: Locator, key = 'Enter'): Promise<void> {
  await what.focus();
  await what.page().keyboard.press(key);
}

function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

/** Nothing that nobody should see, by axe either, and nothing wider than the window. */
async function expectSound({ page, complaints }: WatchedPage, but: RegExp = /^$/): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect((await complaints()).filter((line) => !but.test(line))).toEqual([]);
}

interface Act {
  readonly name: string;
  readonly opinion?: string;
}

/** An act of an officer on the case of a page: chosen, checked, signed. */
async function take(page: Page, { name, opinion }: Act): Promise<void> {
  await press(button(page, new RegExp(`^${name}$`)));
  if (opinion !== undefined) await page.getByLabel('意见').fill(opinion);
  const noInterest = page.getByLabel('本人与本件无利害关系');
  if ((await noInterest.count()) > 0) await press(noInterest, 'Space');
  await press(button(page, '签署前核对'));
  await page.getByText('即将签署').waitFor();
  await press(button(page, '签署并提交'));
  await page.getByText('已办理，并写入账本').waitFor();
}

/** Goes through intake as far as the sheet to be checked. */
async function fillIntake(page: Page, isChinese: boolean): Promise<void> {
  const say = (zh: string, en: string): string => (isChinese ? zh : en);
  const next = (): Promise<void> => press(button(page, say('下一步', 'Next')).first());
  await press(page.getByLabel('不动产转移登记（买卖）'), 'Space');
  await next();
  await page.getByLabel(say('姓名', 'Name')).fill(buyer.name);
  await page.getByLabel(say('公民身份号码', 'Citizen number')).fill(buyer.citizenNumber);
  await page.keyboard.press('Enter');
  await page.getByText(say('已登记，代号', 'Entered, under the pseudonym')).waitFor();
  await next();
  await page.getByLabel(say('针对什么标的？', 'What is it about?')).fill(workplace.estate.parcel);
  await next();
  for (const name of files) {
    const field = page.getByLabel(new RegExp(`^${say('选择文件', 'Choose a file')}.*${name}`));
    await field.setInputFiles({
      name: `${hostile}.txt`,
      mimeType: 'text/plain',
      buffer: Buffer.from(`${name} ${hostile}`),
    });
    await button(page, new RegExp(`^${say('移除', 'Remove')}.*${name}`)).waitFor();
  }
  const certificate = page.getByLabel(new RegExp(`^${say('证照标识', 'Licence identifier')}`));
  await certificate.fill(workplace.estate.certificate);
  await certificate.press('Enter');
  await next();
}

describeBrowser('the workplace', () => {
  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it.each([
    [desk, '尚未登录', '登录'],
    [phone, 'You are not signed in', 'Sign in'],
  ])('tells who is not signed in where to do it, and leads back: %j', async (how, words, link) => {
    const opened = await open(undefined, '/app?show=late', how);
    await opened.page.getByRole('heading', { name: words }).waitFor();
    const href = await opened.page.getByRole('link', { name: link, exact: true }).getAttribute('href');
    expect(href).toBe(`/auth/sign-in?return=${encodeURIComponent('/app?show=late')}`);
    await expectSound(opened);
    await opened.page.context().close();
  });

  it('takes a case from intake to the licence, by officers who each sign, by keyboard, and loses no text', async () => {
    const clerk = await open(officers.eastAcceptor, '/app/intake');
    await fillIntake(clerk.page, true);
    await clerk.page.getByText('即将签署').waitFor();
    await expectSound(clerk);
    // Nothing of who applies stays in the tab, and a reload keeps the rest.
    expect(await clerk.page.evaluate('JSON.stringify({ ...sessionStorage })')).not.toContain(buyer.name);
    await clerk.page.reload();
    await button(clerk.page, '签署并收件').dblclick();
    await clerk.page.getByRole('heading', { name: '办理环节' }).waitFor();
    const path = new URL(clerk.page.url()).pathname;
    expect(path).toMatch(/^\/app\/cases\//);
    await clerk.page.getByText('材料“缴费收据”').waitFor({ state: 'detached' });
    await expectSound(clerk);
    await take(clerk.page, { name: '受理' });
    await clerk.page.getByText('已受理', { exact: true }).first().waitFor();

    const reviewer = await open(officers.eastReviewer, '/app');
    await reviewer.page.getByRole('link', { name: path.split('.').at(-1) ?? '' }).waitFor();
    await expectSound(reviewer);
    await reviewer.page.locator('body').press('j');
    await reviewer.page.keyboard.press('Enter');
    await reviewer.page.getByText('查阅文件将记入账本').waitFor();
    await press(button(reviewer.page, /^查阅.*完税凭证/));
    await reviewer.page.locator('pre').getByText(hostile).waitFor();
    // The gateway stops under the form, and starts with other sessions: what was typed stays.
    await press(button(reviewer.page, /^初审$/));
    await reviewer.page.getByLabel('意见').fill(hostile);
    await press(reviewer.page.getByLabel('本人与本件无利害关系'), 'Space');
    await press(button(reviewer.page, '签署前核对'));
    await workplace.gateway.stop();
    await press(button(reviewer.page, '签署并提交'));
    await reviewer.page.getByText('网关没有应答').waitFor();
    await workplace.gateway.restart();
    await workplace.signInAgain(reviewer.page, officers.eastReviewer);
    await reviewer.page.reload();
    // The form is open again, as its address says.
    expect(await reviewer.page.getByLabel('意见').inputValue()).toBe(hostile);
    await press(button(reviewer.page, '签署前核对'));
    await press(button(reviewer.page, '签署并提交'));
    await reviewer.page.getByText('已办理，并写入账本').waitFor();
    await reviewer.page.getByText('职责分离').waitFor();
    await expectSound(reviewer, /Failed to load resource|ERR_/);

    const second = await open(officers.eastSecondReviewer, path);
    await press(button(second.page, /^查阅.*初审 意见/));
    await second.page.locator('pre').getByText(hostile).waitFor();
    await take(second.page, { name: '复审' });
    await expectSound(second);
    const decider = await open(officers.eastDecider, path);
    await take(decider.page, { name: '核定' });

    // The clerk's form is open while the registrar signs: the difference is shown, and not signed for unseen.
    await workplace.signInAgain(clerk.page, officers.eastAcceptor);
    await clerk.page.reload();
    // Until then the page may have read what was before, which it would show as a difference.
    await clerk.page.getByText(officers.eastDecider.id).first().waitFor();
    await press(button(clerk.page, /^补充材料$/));
    await clerk.page.getByLabel('材料', { exact: true }).selectOption({ label: '缴费收据' });
    await clerk.page
      .getByLabel(/^选择文件/)
      .setInputFiles({ name: 'fee.txt', mimeType: 'text/plain', buffer: Buffer.from('fee') });
    await button(clerk.page, /^移除/).waitFor();
    const registrar = await open(officers.eastRegistrar, path);
    await take(registrar.page, { name: '登簿' });
    await clerk.page.getByText('本件在您填写期间已有变更').waitFor();
    await expectSound(clerk, /Failed to load resource|ERR_/);
    await press(button(clerk.page, '已看过变更，保留所填内容继续'));
    await press(button(clerk.page, '签署前核对'));
    await press(button(clerk.page, '签署并提交'));
    await clerk.page.getByRole('heading', { name: '办理结果' }).waitFor();
    await clerk.page.getByRole('img', { name: /^二维码/ }).waitFor();
    await expectSound(clerk, /Failed to load resource|ERR_/);
    // What was thought of it is read after the end too.
    await press(button(clerk.page, /^查阅.*初审 意见/));
    await clerk.page.locator('pre').getByText(hostile).waitFor();
    const issued = await clerk.page
      .getByRole('link', { name: /^1\.2\.156\.3005\.2\./ })
      .first()
      .getAttribute('href');
    const { page: everybody } = await open(undefined, issued ?? '');
    await everybody.getByRole('heading', { level: 1 }).waitFor();
    for (const { page } of [clerk, reviewer, second, decider, registrar]) await page.context().close();
    await everybody.context().close();
  });

  it('works on a phone, in English', async () => {
    const opened = await open(officers.eastAcceptor, '/app/intake', phone);
    const { page } = opened;
    await fillIntake(page, false);
    await expectSound(opened);
    await press(button(page, 'Sign and open the case'));
    await page.getByRole('heading', { name: 'What is still missing' }).waitFor();
    await expectSound(opened);
    await press(page.getByRole('link', { name: 'Cases' }));
    await page.getByRole('link', { name: /^Waiting for me \(1\)/ }).waitFor();
    await page.getByText('Up to date by itself').waitFor();
    await expectSound(opened);
    await page.getByLabel('State').selectOption('review');
    await page.getByText('There are no such cases.').waitFor();
    expect(new URL(page.url()).search).toBe('?state=review');
    await page.goBack();
    await page.getByRole('link', { name: /^Waiting for me \(1\)/ }).waitFor();
    await page.context().close();
  });

  it('knows what is wrong with a number, shows its keys, and can be read in larger letters and more contrast', async () => {
    const opened = await open(officers.eastAcceptor, '/app');
    const { page } = opened;
    await page.getByRole('heading', { name: '办件' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog').getByText('下一行').waitFor();
    await expectSound(opened);
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    await page.keyboard.type('119999990O0000035B');
    await page.keyboard.press('Enter');
    await page.getByText('统一社会信用代码有误').waitFor();
    await press(button(page, /^是否为 11999999000000035B/));
    await page.getByText('格式正确').waitFor();
    await press(button(page, '大字'));
    await press(button(page, '高对比'));
    await expectSound(opened);
    await page.goto(`${workplace.gateway.url}/app/nothing`);
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    expect(await page.locator('html').getAttribute('data-text')).toBe('large');
    await page.context().close();
  });
});
