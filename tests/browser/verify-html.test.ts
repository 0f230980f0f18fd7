// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { exportParts, sealedLines } from '../../scripts/verifier/src/testing/export';
import type { ExportOptions } from '../../scripts/verifier/src/testing/export';
import { TestLog } from '../../scripts/verifier/src/testing/log';
import { vectors } from '../../scripts/verifier/src/testing/vectors';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';

const verifier = join(__dirname, '..', '..', 'scripts', 'verifier');
const log = new TestLog(9);
const named = log.entries[0]?.state ?? '';
const receipt = log.receiptText(0);
function exported(options: ExportOptions): string {
  return `${sealedLines(log, exportParts(log, options)).join('\n')}\n`;
}

/** Each kind of file in each state that a check can leave it in, with the words that a reader must find. */
const cases = [
  {
    name: 'keys.txt',
    text: log.keys,
    look: 'unknown',
    zh: '不能判断它们是否真实',
    en: 'cannot tell whether',
  },
  { name: 'receipt', text: receipt, look: 'good', zh: '核验通过：属实，未被改动', en: 'Proven: genuine' },
  {
    name: 'altered',
    text: receipt.replace('index 0', 'index 1'),
    look: 'bad',
    zh: '这个事件不在该日志里',
    en: 'The proof does not hold',
  },
  { name: 'cut', text: receipt.slice(0, 300), look: 'unknown', zh: '是否属实不得而知', en: 'is not known' },
  { name: 'report.json', text: JSON.stringify(log.report()), look: 'good', zh: '有效', en: 'valid' },
  {
    name: 'revoked.json',
    text: JSON.stringify(log.report({ verdict: { proof: 'proven', valid: false } })),
    look: 'partial',
    zh: '但它的结论不是“有效”',
    en: 'but its verdict is not “valid”',
  },
  {
    name: 'forged.json',
    text: JSON.stringify(log.report()).replace('V-1', 'V-2'),
    look: 'bad',
    zh: '签名不成立',
    en: 'A signature does not hold',
  },
  {
    name: 'export',
    text: exported({ selection: { kind: 'all' } }),
    look: 'good',
    zh: '完整性',
    en: 'completeness',
  },
  {
    name: 'chosen',
    text: exported({ selection: { kind: 'record', id: 'R0' }, chosen: [0, 2] }),
    look: 'partial',
    zh: '是否完整未得证明',
    en: 'nothing is missing is not proven',
  },
  { name: 'document', text: named, look: 'good', zh: '就是回执所指的文件', en: 'a receipt names' },
  {
    name: 'other',
    text: `${named} `,
    look: 'bad',
    zh: '没有一份回执指的是它',
    en: 'none of the receipts names it',
  },
] as const;

describeBrowser('verify.html, opened from disk', () => {
  let folder: string;
  let browser: Browser;
  let open: (locale: string) => Promise<WatchedPage>;
  const files = (names: readonly string[]): string[] => names.map((name) => join(folder, name));
  const choose = (page: Page, ...names: string[]): Promise<void> =>
    page.getByLabel(/选择文件|Choose files/).setInputFiles(files(names));
  const answered = (page: Page, count: number): Promise<void> =>
    page
      .getByRole('status')
      .filter({ hasText: new RegExp(`(核验完毕。文件数：|Checked. Files: )${count}$`) })
      .waitFor();
  // Code for the page is text: this package's types know no page.
  const looks = (page: Page): Promise<string[]> =>
    page.evaluate("[...document.querySelectorAll('article')].map(({ className }) => className)");
  const drop = (page: Page, name: string, text: string): Promise<unknown> =>
    page.evaluate(`
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}));
      dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true }));
    `);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'guidang-verify-html-'));
    const file = join(folder, 'verify.html');
    execFileSync(process.execPath, [join(verifier, 'build-page.mjs'), file]);
    for (const { name, text } of cases) writeFileSync(join(folder, name), text);
    writeFileSync(join(folder, 'large'), Buffer.alloc(5 * 1024 * 1024, 1));
    browser = await startBrowser();
    open = (locale) => openPage(browser, pathToFileURL(file).href, { locale });
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it.each(['zh', 'en'] as const)(
    'says of each file what was found, in %s, to everybody',
    async (language) => {
      const { page, complaints } = await open(language === 'zh' ? 'zh-CN' : 'de');
      await choose(page, ...cases.map(({ name }) => name));
      await answered(page, cases.length);
      expect(await looks(page)).toEqual(cases.map(({ look }) => look));
      const said = await page.locator('article').allInnerTexts();
      for (const [at, one] of cases.entries()) expect(said[at]).toContain(one[language]);
      const leads = { zh: '路径通向日志头的根哈希', en: "The path leads to the root of the log's head" };
      const leadsNot = { zh: '路径通向另一个根哈希', en: 'The path leads to another root' };
      expect(said[1]).toContain(leads[language]);
      expect(said[2]).toContain(leadsNot[language]);
      expect(await violationsOf(page)).toEqual([]);
      expect(await complaints()).toEqual([]);
      await page.context().close();
    },
  );

  it('knows nothing to be good without keys', async () => {
    const { page } = await open('en');
    const names = cases.slice(1).map(({ name }) => name);
    await choose(page, ...names);
    await answered(page, names.length);
    expect(new Set(await looks(page))).toEqual(new Set(['unknown']));
    expect(await page.locator('#results').innerText()).not.toContain('✓');
    await page.context().close();
  });

  it('is used by keyboard alone', async () => {
    const { page, complaints } = await open('zh-CN');
    const press = async (...keys: string[]): Promise<void> => {
      for (const key of keys) await page.keyboard.press(key);
    };
    await press('Tab', 'Tab', 'Enter', 'Tab');
    // No window can be opened here to choose files in: that it would be is what a key can do.
    await page.evaluate(`
      clicks = [];
      document.querySelector('input').addEventListener('click', (event) => {
        event.preventDefault();
        clicks.push(event.isTrusted);
      });
    `);
    await press('Enter', 'Space');
    expect(await page.evaluate('clicks')).toEqual([true, true]);
    await choose(page, 'keys.txt', 'receipt');
    await answered(page, 2);
    expect(await page.title()).toMatch(/^Offline verification/);
    expect(await looks(page)).toEqual(['unknown', 'good']);
    await page.locator('input').focus();
    await press('Tab', 'Enter');
    await page.getByRole('status').getByText('No file chosen yet.', { exact: true }).waitFor();
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it('takes what is dropped on it, beside what it has, and a large file in parts', async () => {
    const { page, complaints } = await open('en');
    await choose(page, 'keys.txt', 'large');
    await answered(page, 2);
    await drop(page, 'dropped', receipt);
    await answered(page, 3);
    expect(await looks(page)).toEqual(['unknown', 'bad', 'good']);
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['there is no worker', 'delete globalThis.Worker;'],
    [
      'its worker fails',
      `Worker = class extends EventTarget {
        postMessage() { setTimeout(() => this.dispatchEvent(new Event('error'))); }
        terminate() {}
      };`,
    ],
  ])('says that nothing was checked where %s, in either language', async (_, content) => {
    const { page } = await open('en');
    await page.addInitScript({ content });
    await page.reload();
    await choose(page, 'keys.txt', 'receipt');
    const status = page.getByRole('status');
    await status.filter({ hasText: 'Not checked' }).waitFor();
    await page.getByRole('button', { name: '中文' }).click();
    await status.filter({ hasText: /^\s*无法核验/ }).waitFor();
    expect(await looks(page)).toEqual([]);
    await page.context().close();
  });

  it('gives up a check that nobody waits for', async () => {
    const { page } = await open('en');
    await page.addInitScript({
      content: `
        const Real = Worker;
        const silent = Object.assign(new EventTarget(), { postMessage() {}, terminate() {} });
        let hired = 0;
        Worker = function (script) { return hired++ === 0 ? silent : new Real(script); };
      `,
    });
    await page.reload();
    await choose(page, 'keys.txt');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('status').getByText('正在核验…', { exact: true }).waitFor();
    await choose(page, 'receipt');
    await answered(page, 2);
    expect(await looks(page)).toEqual(['unknown', 'good']);
    await page.context().close();
  });

  it('shows what a file says as text, not as a part of the page', async () => {
    const { page, complaints } = await open('en');
    const name = '<img src=x onerror=alert(1)>';
    await drop(page, name, 'x');
    await answered(page, 1);
    expect(await page.locator('article h3').innerText()).toContain(name);
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it('answers every vector as Node does', async () => {
    const { outputFiles } = buildSync({
      stdin: {
        contents: `export { answerTo } from './src/testing/run-vector'; export { platform } from './src/platform/browser';`,
        resolveDir: verifier,
      },
      bundle: true,
      write: false,
      format: 'iife',
      globalName: 'guidang',
      // The compiled platform, by package.json's condition, as another bundler would find it.
      platform: 'browser',
    });
    const { page } = await openPage(browser, 'about:blank');
    await page.evaluate(outputFiles[0]?.text ?? '');
    const wrong = await page.evaluate(
      `${JSON.stringify(vectors)}.filter((one) => guidang.answerTo(one, guidang.platform) !== one.expected).map(({ name }) => name)`,
    );
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});
