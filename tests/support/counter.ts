// SPDX-License-Identifier: Apache-2.0
import type { Locator, Page } from 'playwright-core';

/** What a browser takes for a script, wherever it is not shown as text. */
export const hostile = '<img src=x onerror=alert(1)>';
const files = ['申请书', '询问笔录', '权利人身份证明', '义务人身份证明', '买卖合同', '完税凭证'];

/** What a clerk types to open a case of a house sale. */
export interface SaleIntake {
  readonly name: string;
  readonly number: string;
  readonly parcel: string;
  readonly certificate: string;
}

/** As from the keyboard: what has the focus is pressed. */
export async function press(what: Locator, key = 'Enter'): Promise<void> {
  await what.focus();
  await what.page().keyboard.press(key);
}

export function button(page: Page, name: string | RegExp): Locator {
  return page.getByRole('button', { name });
}

interface Act {
  readonly name: string;
  readonly opinion?: string;
}

/** An act of an officer on the case of a page: chosen, checked, signed. */
export async function take(page: Page, { name, opinion }: Act): Promise<void> {
  await press(page.getByRole('button', { name, exact: true }));
  const check = button(page, '签署前核对');
  await check.waitFor();
  if (opinion !== undefined) await page.getByLabel('意见').fill(opinion);
  const noInterest = page.getByLabel('本人与本件无利害关系');
  if ((await noInterest.count()) > 0) await press(noInterest, 'Space');
  await press(check);
  await page.getByText('即将签署').waitFor();
  await press(button(page, '签署并提交'));
  await page.getByText('已办理，并写入账本').waitFor();
}

/** Goes through intake as far as the sheet to be checked. */
export async function fillIntake(page: Page, sale: SaleIntake, isChinese: boolean): Promise<void> {
  const say = (zh: string, en: string): string => (isChinese ? zh : en);
  const next = (): Promise<void> => press(button(page, say('下一步', 'Next')).first());
  await press(page.getByLabel('不动产转移登记（买卖）'), 'Space');
  await next();
  await page.getByLabel(say('姓名', 'Name')).fill(sale.name);
  await page.getByLabel(say('公民身份号码', 'Citizen number')).fill(sale.number);
  await page.keyboard.press('Enter');
  await page.getByText(say('已登记，代号', 'Entered, under the pseudonym')).waitFor();
  await next();
  await page.getByLabel(say('针对什么标的？', 'What is it about?')).fill(sale.parcel);
  await next();
  // What there is already is looked at first; whoever has bought something before has a certificate of that.
  await press(button(page, say('登记使用并查看', 'Record the use, and show')));
  await page.getByText(say('还需申请人提供', 'What the applicant still brings')).waitFor();
  const another = page.getByText(say('引用另一份（填写标识）', 'Take another one, by its identifier'));
  if ((await another.count()) > 0) await press(another);
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
  await certificate.fill(sale.certificate);
  await certificate.press('Enter');
  await next();
}
