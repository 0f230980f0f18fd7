// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { Licence } from '@guidang/chaincode/model';
import type { Browser, Page } from 'playwright-core';
import { renditionRegistered } from '../../scripts/demo/steps/printed-licence';
import { noteSigner } from '../../scripts/verifier/src/testing/signers';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { Workplace } from '../support/workplace';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };
const hostile = '<img src=x onerror=alert(1)>';
const company = '91999999MA00000822';

/** Code for the worker is text: this package's types know no browser. */
const countReads = `(() => {
  const read = FileReaderSync.prototype.readAsArrayBuffer;
  reads = 0;
  FileReaderSync.prototype.readAsArrayBuffer = function (part) {
    reads += 1;
    return read.call(this, part);
  };
})()`;

describeBrowser('/verify, where scripts run', () => {
  let folder: string;
  let browser: Browser;
  let workplace: Workplace;
  let licence: string;
  let pdf: Buffer;
  let receipt: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-verify-'));
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    const decider = await workplace.stage.as(officers.eastMarketDecider);
    const issued = await decider.post<{ identifier: string }>('/api/v1/licences', {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [{ organisation: company }],
      validFrom: '2026-01-01',
      validUntil: '2099-01-01',
    });
    licence = issued.identifier;
    const event = await renditionRegistered(decider, licence);
    const use = 'purpose=case-review&basis=civil-code:212';
    const opened = await decider.get<{ licence: Licence }>(`/api/v1/licences/${licence}?${use}`);
    const digest = opened.licence.renditions[0]?.digest.value ?? '';
    pdf = await decider.bytes(`/api/v1/contents/${digest}?licence=${licence}&${use}`);
    receipt = await workplace.gateway.receiptOf({
      id: '',
      transaction: event.transaction,
      block: 0,
    });
    await Promise.all([
      writeFile(join(folder, 'licence.pdf'), pdf),
      writeFile(join(folder, `${licence}.pdf`), pdf),
      writeFile(join(folder, 'altered.pdf'), Buffer.concat([pdf, Buffer.from(' ')])),
      writeFile(join(folder, `${hostile.replaceAll('/', '')}.txt`), hostile),
      writeFile(join(folder, 'receipt.txt'), receipt),
      writeFile(join(folder, 'other.keys'), `${noteSigner('other.example').vkey}\n`),
      writeFile(join(folder, 'forged.txt'), receipt.replace(/index \d+/, 'index 0')),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
    await rm(folder, { recursive: true });
  });

  const open = (language: string, how: object): Promise<WatchedPage> =>
    openPage(browser, `${workplace.gateway.url}/verify?lang=${language}`, how);

  function choose(page: Page, ...names: string[]): Promise<void> {
    return page
      .getByLabel(/^选择任意文件|^Choose files/)
      .setInputFiles(names.map((name) => join(folder, name)));
  }

  async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
  }

  it('compares a file by its digest, which is all that it sends, and says so before', async () => {
    const opened = await open('zh', desk);
    const { page } = opened;
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '');
    });
    await page.getByText('文件不离开本机').waitFor();
    await expectSound(opened);
    await page.getByLabel('证照标识').fill(licence);
    await choose(page, 'licence.pdf');
    await page.getByText('证照有效，文件与登记一致').waitFor();
    for (const part of ['文件：', '状态：', '颁发机构：', '存证：']) {
      await page.getByRole('heading', { name: part }).waitFor();
    }
    const digest = createHash('sha256').update(pdf).digest('hex');
    expect(sent.map((text) => JSON.parse(text) as unknown)).toEqual([
      { licence, digest: { algorithm: 'sha256', value: digest } },
    ]);
    await expectSound(opened);
    const kept = await page.getByRole('link', { name: '本答复的固定网址' }).getAttribute('href');
    await page.goto(workplace.gateway.url + String(kept));
    await page.getByRole('heading', { level: 1, name: '证照有效，文件与登记一致' }).waitFor();
    await page.context().close();
  });

  it('shows several files as a table, by keyboard alone, and none looks good that is not known to be', async () => {
    const opened = await open('en', phone);
    const { page } = opened;
    await choose(page, `${licence}.pdf`, 'licence.pdf', `${hostile.replaceAll('/', '')}.txt`);
    const row = (name: string): ReturnType<Page['getByRole']> =>
      page.getByRole('row').filter({ hasText: name });
    await row(`${licence}.pdf`).getByText('The licence is in force, and the file is its own').waitFor();
    expect(await row('img src').locator('.unknown').textContent()).toContain(
      'Not compared: of which licence?',
    );
    await expectSound(opened);
    // Typed afterwards, it is asked for again, for all of them.
    await page.getByLabel('Licence identifier').focus();
    await page.keyboard.insertText(` ${licence} `);
    await page.keyboard.press('Tab');
    await row('img src').getByText('Do not rely on it').waitFor();
    // Each file is answered by itself, in any order.
    const good = page.locator('#files-results .good');
    await good.nth(1).waitFor();
    expect(await good.count()).toBe(2);
    await choose(page, 'altered.pdf');
    await row('altered.pdf').locator('.bad').waitFor();
    await page.getByRole('button', { name: 'Clear' }).focus();
    await page.keyboard.press('Enter');
    expect(await page.getByRole('row').count()).toBe(0);
    await expectSound(opened);
    await page.context().close();
  });

  it('checks a receipt in its worker, with the document that it names, and sends nothing of either', async () => {
    const opened = await open('zh', desk);
    const { page } = opened;
    const sent: string[] = [];
    page.on('request', (request) => {
      sent.push(`${request.method()} ${new URL(request.url()).pathname}`);
    });
    await choose(page, 'receipt.txt', 'licence.pdf');
    await page.getByText('核验通过：属实，未被改动').waitFor();
    await page.getByText('核验通过：就是回执所指的文件').waitFor();
    const asked = (): string[] => sent.filter((line) => !line.includes('/assets/'));
    expect(asked()).toEqual(['GET /api/v1/log/keys']);
    await expectSound(opened);
    // The last step of the drawn path is the root that the head in the receipt names.
    const root = receipt.split('\n\n')[1]?.split('\n')[2] ?? '';
    expect(await page.locator('details.path li > .hash code').last().textContent()).toBe(root);
    await page.getByText('路径通向日志头的根哈希').waitFor();
    await page.getByRole('button', { name: '清空' }).click();
    const [worker] = page.workers();
    await worker?.evaluate(countReads);
    await page.getByLabel('或粘贴存证回执').fill(receipt);
    await page.getByText('核验通过：属实，未被改动').waitFor();
    // The receipt and the keys, once each: a read takes a browser longer than to check what it brings.
    expect(await worker?.evaluate('reads')).toBe(2);
    // By the keys at hand; what these do not prove is checked once more by newer ones.
    expect(asked()).toHaveLength(1);
    await page.getByRole('button', { name: '清空' }).click();
    await choose(page, 'forged.txt');
    await page.locator('article.bad').waitFor();
    expect(asked()).toEqual(['GET /api/v1/log/keys', 'GET /api/v1/log/keys']);
    expect(await page.locator('#files-results .good').count()).toBeLessThanOrEqual(
      await page.locator('#files-results li.good').count(),
    );
    // Of a log that this gateway does not know, the keys come along, and its own say nothing.
    await page.getByRole('button', { name: '清空' }).click();
    await choose(page, 'receipt.txt', 'other.keys');
    await page.locator('article:not(.good)').first().waitFor();
    expect(asked()).toHaveLength(2);
    expect(await page.getByText('核验通过：属实，未被改动').count()).toBe(0);
    await page.context().close();
  });

  it('says that nothing was compared while the gateway does not answer, and loses no file', async () => {
    const { page } = await open('zh', desk);
    await page.getByLabel('证照标识').fill(licence);
    await page.route('**/api/v1/public/verifications', (route) => route.abort());
    await choose(page, 'licence.pdf');
    await page.getByText('未核对：网关没有答复').waitFor();
    expect(await page.locator('#files-results .good').count()).toBe(0);
    // Nor does a proxy in between, in a page of its own; keys that do not come keep no verdict back.
    await page.unroute('**/api/v1/public/verifications');
    await page.route(/\/public\/verifications$|\/log\/keys$/, (route) =>
      route.fulfill({ status: 502, contentType: 'text/html', body: '<h1>Bad Gateway</h1>' }),
    );
    await page.getByRole('button', { name: '清空' }).click();
    await choose(page, 'licence.pdf');
    await page.getByText('未核对：网关没有答复').waitFor();
    await page.unroute(/\/public\/verifications$|\/log\/keys$/);
    await page.route('**/api/v1/log/keys', (route) => route.abort());
    await page.getByRole('button', { name: '清空' }).click();
    await choose(page, 'receipt.txt', 'altered.pdf');
    await page.getByText('网关没有提供公钥').waitFor();
    await page.getByRole('row').filter({ hasText: 'altered.pdf' }).getByText('不可采信').waitFor();
    await page.getByText('未能核验：是否属实不得而知').waitFor();
    expect(await page.locator('#files-results .good').count()).toBe(0);
    await page.context().close();
  });

  it.each([
    [
      desk,
      '选择文件（可多选）',
      ['证照有效，文件与登记一致', '无法确认', '不可采信'],
      ['发送本机构网关读取（不留存）', '2/2 份已读取', '可能经另存、打印，也可能系伪造', '文件是存证回执'],
    ],
    [
      phone,
      'Choose files, any number of them',
      ['The licence is in force, and the file is its own', 'It cannot be confirmed', 'Do not rely on it'],
      [
        'Send them to this gateway to be read; it keeps nothing',
        '2/2 read',
        'saved or printed again, or forged',
        'the file is a receipt',
      ],
    ],
  ] as const)(
    'answers a verifier for many files at once by their digests alone, and reads the others if told to: %j',
    async (how, label, [good, unknown, bad], [send, read, copy, isReceipt]) => {
      const opened = await workplace.openAs(browser, officers.westVerifier, '/app/verify', how);
      const { page } = opened;
      const files = ['licence.pdf', 'altered.pdf', 'receipt.txt'];
      const sent: string[] = [];
      page.on('request', (request) => sent.push(request.url()));
      await page.getByLabel(label).setInputFiles(files.map((name) => join(folder, name)));
      const row = (name: string): ReturnType<Page['getByRole']> =>
        page.getByRole('row').filter({ hasText: name });
      await row('licence.pdf').getByText(good).waitFor();
      await row('licence.pdf').getByRole('link', { name: licence }).waitFor();
      await row('altered.pdf').getByText(unknown).waitFor();
      await row('receipt.txt').getByText(unknown).waitFor();
      await expectSound(opened);
      expect(sent.filter((url) => url.endsWith('/verifications'))).toEqual([]);
      await page.getByRole('button', { name: send }).click();
      await page.getByText(read).waitFor();
      await row('altered.pdf').getByText(bad).waitFor();
      await row('altered.pdf').getByText(copy).waitFor();
      await row('altered.pdf').getByRole('link', { name: licence }).waitFor();
      await row('receipt.txt').getByText(isReceipt).waitFor();
      await row('licence.pdf').getByText(good).waitFor();
      await expectSound(opened);
      await page.context().close();
    },
  );

  it('is of no use to a script that others bring, and works without any', async () => {
    const answer = await fetch(`${workplace.gateway.url}/verify`);
    const policy = answer.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toMatch(/unsafe|blob:|data:|https?:/);
    const context = await browser.newContext({ javaScriptEnabled: false, locale: 'zh-CN' });
    const page = await context.newPage();
    await page.goto(`${workplace.gateway.url}/verify`);
    expect(await page.getByLabel(/^选择任意文件/).isVisible()).toBe(false);
    await page.getByLabel('证照标识').fill(licence);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '证照有效' }).waitFor();
    await context.close();
  });

  it.each(['/verify', '/log'])('publishes the digest of verify.html, which %s offers', async (path) => {
    const { page } = await openPage(browser, `${workplace.gateway.url}${path}?lang=zh`, desk);
    const saved = page.waitForEvent('download');
    await page.getByRole('link', { name: '保存 verify.html' }).click();
    const file = await (await saved).path();
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    await page.getByText(digest).waitFor();
    await page.context().close();
  });
});

it('the script of the first visit, with its worker, is at most 60 KiB compressed', () => {
  const bundle = join(__dirname, '..', '..', 'gateway', 'pages', 'dist', 'bundle');
  const { verify, names } = JSON.parse(readFileSync(join(bundle, 'files.json'), 'utf8')) as {
    verify: string;
    names: string[];
  };
  const files = [verify, ...names.filter((name) => name.startsWith('checker-'))];
  expect(files).toHaveLength(2);
  const size = files.reduce((sum, name) => sum + gzipSync(readFileSync(join(bundle, name))).length, 0);
  expect(size).toBeLessThanOrEqual(60 * 1024);
});
