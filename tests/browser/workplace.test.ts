// SPDX-License-Identifier: Apache-2.0
import { buyer, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import { button, fillIntake, hostile, press, take } from '../support/counter';
import type { SaleIntake } from '../support/counter';
import type { WatchedPage } from '../support/browser';
import { Workplace } from '../support/workplace';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };

let browser: Browser;
let workplace: Workplace;

function open(officer: DemoOfficer | undefined, path: string, how: object = desk): Promise<WatchedPage> {
  return workplace.openAs(browser, officer, path, how);
}

function sale(): SaleIntake {
  return { name: buyer.name, number: buyer.citizenNumber, ...workplace.estate };
}

/** Nothing that nobody should see, by axe either, and nothing wider than the window. */
async function expectSound({ page, complaints }: WatchedPage, but: RegExp = /^$/): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect((await complaints()).filter((line) => !but.test(line))).toEqual([]);
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
    await fillIntake(clerk.page, sale(), true);
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
    // Who applies is a pseudonym here, and a name only after its use is recorded.
    expect(await clerk.page.content()).not.toContain(buyer.name);
    await press(button(clerk.page, '查看姓名和证件号码'));
    await clerk.page.getByLabel('用途', { exact: true }).selectOption('case-review');
    await clerk.page.getByLabel('法律依据', { exact: true }).selectOption('civil-code:212');
    await press(button(clerk.page, '登记使用并查看'));
    await clerk.page.getByText(buyer.name).waitFor();
    await take(clerk.page, { name: '受理' });
    await clerk.page.getByText('已受理', { exact: true }).first().waitFor();
    const missing = clerk.page.getByRole('listitem').filter({ hasText: '尚缺' });
    await missing.filter({ hasText: '材料“缴费收据”' }).getByText('办结所需').waitFor();

    const reviewer = await open(officers.eastReviewer, '/app');
    await reviewer.page.getByRole('link', { name: path.split('.').at(-1) ?? '' }).waitFor();
    // 闻人*夏: masked, as far as a queue needs.
    await reviewer.page.getByRole('cell', { name: '闻人*夏' }).waitFor();
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
    const issued = await clerk.page.locator('a[href^="/v/"]').first().getAttribute('href');
    const { page: everybody } = await open(undefined, issued ?? '');
    await everybody.getByRole('heading', { level: 1, name: '证照有效' }).waitFor();
    for (const { page } of [clerk, reviewer, second, decider, registrar]) await page.context().close();
    await everybody.context().close();
  });

  it('works on a phone, in English', async () => {
    const opened = await open(officers.eastAcceptor, '/app/intake', phone);
    const { page } = opened;
    await fillIntake(page, sale(), false);
    await expectSound(opened);
    await press(button(page, 'Sign and open the case'));
    await page.getByRole('heading', { name: 'What is still missing' }).waitFor();
    // As the contract sees it: the licence was superseded in the story before.
    const missing = page.getByRole('listitem').filter({ hasText: 'still missing' });
    await missing.filter({ hasText: 'is in force (now: ' }).getByText('to be accepted').waitFor();
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
    // Chromium closes a dialog after it has answered for the key; until then, nothing behind it takes the focus.
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('/');
    await page.keyboard.type('119999990O0000035B');
    await page.keyboard.press('Enter');
    await page.getByText('统一社会信用代码有误').waitFor();
    await press(button(page, /^是否为 11999999000000035B/));
    await page.getByRole('heading', { name: '档案调阅' }).waitFor();
    expect(await page.getByLabel('统一社会信用代码').inputValue()).toBe('11999999000000035B');
    await press(button(page, '大字'));
    await press(button(page, '高对比'));
    await expectSound(opened);
    await page.goto(`${workplace.gateway.url}/app/nothing`);
    await page.getByRole('heading', { name: '没有这个页面' }).waitFor();
    expect(await page.locator('html').getAttribute('data-text')).toBe('large');
    await page.context().close();
  });

  it('finds what is typed in full width, and nothing before the input method is done', async () => {
    const { page, complaints } = await open(officers.eastAcceptor, '/app');
    const box = page.getByRole('textbox', { name: '编号、代码' });
    await box.focus();
    await page.keyboard.insertText('１１９９９９９９０００００００３５');
    await page.evaluate('count = 0; addEventListener("submit", () => (count += 1), true)');
    const session = await page.context().newCDPSession(page);
    // The letter is a word that is being chosen: the Enter that ends it is the input method's.
    await session.send('Input.imeSetComposition', { text: 'Ｂ', selectionStart: 1, selectionEnd: 1 });
    await page.keyboard.press('Enter');
    expect(await page.evaluate('count')).toBe(0);
    await page.keyboard.insertText('Ｂ');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '档案调阅' }).waitFor();
    expect(await page.getByLabel('统一社会信用代码').inputValue()).toBe('11999999000000035B');
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });
});
