// SPDX-License-Identifier: Apache-2.0
import { governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { asking } from '../../chaincode/src/testing/questions';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';
import { Workplace } from '../support/workplace';

const applicant = '91999999000000086B';
const viewport = { width: 1366, height: 768 };

async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await complaints()).toEqual([]);
}

describeBrowser('what a matter asks', () => {
  let browser: Browser;
  let workplace: Workplace;
  /** The case that the window opens in the first test. */
  let path: string;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    await (await workplace.stage.as(governors.east)).post('/api/v1/matters', asking);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  function open(officer: DemoOfficer, at: string, locale = 'zh-CN'): Promise<WatchedPage> {
    return workplace.openAs(browser, officer, at, { locale, viewport });
  }

  async function choose(page: Page, question: string, choice: string): Promise<void> {
    const group = page.getByRole('group', { name: question });
    await press(group.getByRole('radio', { name: choice, exact: true }), 'Space');
  }

  it('is asked at intake by keyboard, and said before the case is opened', async () => {
    const opened = await open(officers.eastAcceptor, '/app/intake');
    const { page } = opened;
    await press(page.getByLabel(`${asking.name} ${asking.id}`), 'Space');
    await press(button(page, '下一步'));
    await press(page.getByLabel('单位'), 'Space');
    await page.getByLabel('统一社会信用代码').fill(applicant);
    await page.keyboard.press('Enter');
    await page.getByText(applicant, { exact: true }).waitFor();
    await press(button(page, '下一步'));
    await page.getByLabel('针对什么标的？').waitFor();
    await press(button(page, '下一步'));
    const question = '申请人是否在本地居住？';
    await page.getByText(`还差：${question}`).waitFor();
    // Nobody is answered for, and an officer's question is not the window's.
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    expect(await page.getByRole('group', { name: '现场情况如何？' }).count()).toBe(0);
    await choose(page, question, '否');
    await page.getByText(`还差：${question}`).waitFor({ state: 'detached' });
    await expectSound(opened);
    await page.reload();
    await page.getByRole('radio', { name: '否', checked: true }).waitFor();
    await press(button(page, '下一步'));
    await page.getByText('即将签署').waitFor();
    await page.getByRole('definition').filter({ hasText: /^否$/ }).waitFor();
    await press(button(page, '签署并收件'));
    await page.getByRole('heading', { name: '还差什么' }).waitFor();
    ({ pathname: path } = new URL(page.url()));
    await page
      .getByRole('listitem')
      .filter({ hasText: `问题“${question}”回答“是”（回答为：“否”）` })
      .waitFor();
    await expectSound(opened);
    await page.context().close();
  });

  it('is corrected in the case, in English, and shown with who attests it', async () => {
    const opened = await open(officers.eastAcceptor, path, 'en');
    const { page } = opened;
    await press(button(page, 'answer questions'));
    const question = 'Does the applicant live here?';
    await page.getByRole('radio', { name: 'no', checked: true }).waitFor();
    await choose(page, question, 'yes');
    await expectSound(opened);
    await press(button(page, 'Check before signing'));
    await press(button(page, 'Sign and send'));
    const row = page.getByRole('row').filter({ hasText: question });
    await row.getByText('yes', { exact: true }).waitFor();
    await row.getByText(`attested by the applicant by ${officers.eastAcceptor.id}`).waitFor();
    await expectSound(opened);
    await page.context().close();
  });

  it('is asked of an officer in the role of a step, with the choices of the matter', async () => {
    const opened = await open(officers.eastReviewer, path);
    const { page } = opened;
    await press(button(page, '回答问题'));
    expect(await page.getByRole('group', { name: '申请人是否在本地居住？' }).count()).toBe(0);
    await choose(page, '现场情况如何？', '在建');
    await press(button(page, '签署前核对'));
    await press(button(page, '签署并提交'));
    await page.getByRole('row').filter({ hasText: '现场情况如何？' }).getByText('在建').waitFor();
    await expectSound(opened);
    await page.context().close();
  });

  it('stands in the page of the matter', async () => {
    const { page } = await open(officers.eastAcceptor, `/app/matters/${asking.id}`);
    await page.getByText('询问：申请人是否在本地居住？（是 / 否）').waitFor();
    await page.getByText('询问：现场情况如何？（符合 / 不符合 / 在建）').waitFor();
    await page.context().close();
  });
});
