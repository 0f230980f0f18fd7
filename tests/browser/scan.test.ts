// SPDX-License-Identifier: Apache-2.0
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { until } from '@guidang/gateway/common/until';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { photographOf, writeFilmOf } from '../support/code-pictures';
import { Workplace } from '../support/workplace';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };

const falseCamera = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];

/** What an input method for Chinese makes of a key, as far as it matters: not what was typed. */
function mistaken(character: string): string {
  if (/[a-z]/i.test(character)) return '们';
  return character === '.' ? '。' : character === '/' ? '、' : character === ':' ? '：' : '';
}

function codeOf(character: string): string {
  if (/[a-z]/i.test(character)) return `Key${character.toUpperCase()}`;
  if (/\d/.test(character)) return `Digit${character}`;
  return { '.': 'Period', '/': 'Slash', ':': 'Semicolon' }[character] ?? '';
}

describeBrowser('a code is scanned on /verify', () => {
  let folder: string;
  let browser: Browser;
  let workplace: Workplace;
  let licence: string;
  let address: string;
  const file = (name: string): string => join(folder, name);

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'guidang-scan-'));
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    licence = workplace.estate.certificate;
    address = `https://elsewhere.example/v/${licence}`;
    await Promise.all([
      photographOf(browser, address).then((photograph) => writeFile(file('photograph.jpg'), photograph)),
      photographOf(browser, 'https://elsewhere.example/pay').then((photograph) =>
        writeFile(file('foreign.jpg'), photograph),
      ),
      writeFile(file('none.png'), 'no picture'),
      writeFilmOf(address, file('film.y4m')),
    ]);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
    await rm(folder, { recursive: true });
  });

  const open = (language: string, how: object, by = browser): Promise<WatchedPage> =>
    openPage(by, `${workplace.gateway.url}/verify?lang=${language}`, how);

  /** The verdict is at an address of this gateway, whatever host the code names. */
  async function expectVerdict(page: Page): Promise<void> {
    await page.waitForURL(`${workplace.gateway.url}/v/**`);
    await page.locator('dd.code').filter({ hasText: licence }).waitFor();
  }

  async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
  }

  const keyOf = (key: string, code: string): Parameters<CDPSession['send']>[1] => ({
    key,
    code,
    type: 'rawKeyDown',
    windowsVirtualKeyCode: 229,
  });

  /** A scanner's keys, each of which an input method takes first. */
  async function scanUnderInputMethod(page: Page, text: string): Promise<void> {
    const session = await page.context().newCDPSession(page);
    for (const character of text) {
      const shift = character === ':' || /[A-Z]/.test(character) ? 8 : 0;
      await session.send('Input.dispatchKeyEvent', {
        ...keyOf('Process', codeOf(character)),
        modifiers: shift,
      } as never);
      const composed = mistaken(character);
      const isLetter = /[a-z]/i.test(character);
      if (isLetter) {
        const end = { selectionStart: 1, selectionEnd: 1 };
        await session.send('Input.imeSetComposition', { text: composed, ...end });
      } else {
        await session.send('Input.insertText', { text: composed });
      }
      await session.send('Input.dispatchKeyEvent', {
        type: 'keyUp',
        key: character,
        code: codeOf(character),
      });
    }
    await session.send('Input.dispatchKeyEvent', keyOf('Process', 'Enter') as never);
  }

  it.each([
    ['zh', desk],
    ['en', phone],
  ])('by a scanner whose keys an input method takes: %s', async (language, how) => {
    const opened = await open(language, how);
    const { page } = opened;
    await page.locator('#identifier').focus();
    await scanUnderInputMethod(page, address);
    await expectVerdict(page);
    await expectSound(opened);
    await page.context().close();
  });

  it('by a scanner, wherever the focus is: on nothing, on a link, in another field', async () => {
    const { page } = await open('zh', desk);
    for (const place of ['body', 'header a.product', '#digest']) {
      await page.goto(`${workplace.gateway.url}/verify?lang=zh`);
      if (place !== 'body') await page.locator(place).focus();
      await page.keyboard.type(address);
      await page.keyboard.press('Enter');
      await expectVerdict(page);
    }
    await page.context().close();
  });

  it('by a scanner for files that are here already, which are then compared', async () => {
    const { page } = await open('en', desk);
    await page.locator('#files').setInputFiles(file('none.png'));
    await page.getByText('Type or scan the identifier').waitFor();
    await page.keyboard.type(licence);
    await page.keyboard.press('Enter');
    await page.locator('#files-results').getByText('Do not rely on it').waitFor();
    expect(await page.locator('#identifier').inputValue()).toBe(licence);
    await page.context().close();
  });

  it.each([
    ['zh', desk],
    ['en', phone],
  ])('from a photograph, of which nothing is sent but what it names: %s', async (language, how) => {
    const opened = await open(language, how);
    const { page } = opened;
    await expectSound(opened);
    const asked: string[] = [];
    page.on('request', (request) => {
      asked.push(`${request.method()} ${new URL(request.url()).pathname.replace(/-[^-/]*$/, '')}`);
    });
    await page.locator('#code-picture').setInputFiles(file('photograph.jpg'));
    await expectVerdict(page);
    // What reads codes is fetched for the first picture, and not before.
    expect(asked.slice(0, 2)).toEqual(['GET /assets/code-reader', 'GET /verify']);
    expect(asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
    await expectSound(opened);
    await page.context().close();
  });

  it('says what a foreign code says and follows it nowhere, and what is no picture', async () => {
    const opened = await open('en', phone);
    const { page } = opened;
    const status = page.locator('#code-status');
    await page.locator('#code-picture').setInputFiles(file('foreign.jpg'));
    await status.getByText('This code names no licence', { exact: false }).waitFor();
    expect(await status.textContent()).toContain('https://elsewhere.example/pay');
    await page.locator('#code-picture').setInputFiles(file('none.png'));
    await status.getByText('no picture').waitFor();
    expect(new URL(page.url()).pathname).toBe('/verify');
    await expectSound(opened);
    await page.context().close();
  });

  it('takes what is dropped beside it for a code, and what is dropped elsewhere for a file', async () => {
    const { page } = await open('en', desk);
    const drop = (on: string): Promise<unknown> =>
      page.evaluate(`
        const dataTransfer = new DataTransfer();
        dataTransfer.items.add(new File(['no picture'], 'dropped'));
        ${on}.dispatchEvent(new DragEvent('drop', { dataTransfer, cancelable: true, bubbles: true }));`);
    await drop('document.querySelector("#code-section .drop")');
    await page.locator('#code-status').getByText('no picture').waitFor();
    expect(await page.locator('#files-results article').count()).toBe(0);
    await drop('window');
    await page.locator('#files-results article').getByText('dropped').waitFor();
    await page.context().close();
  });

  it('does not take a photograph with a sound code for the file of its licence', async () => {
    const opened = await open('zh', desk);
    const { page } = opened;
    await page.locator('#files').setInputFiles(file('photograph.jpg'));
    await page.getByText('照片和截图不会与登记的文件一致').waitFor();
    expect(await page.locator('#files-results .whole.good').count()).toBe(0);
    await expectSound(opened);
    await page.getByRole('link', { name: '只看该证照的核验结论' }).click();
    await expectVerdict(page);
    await page.context().close();
  });

  describe('by the camera', () => {
    let filming: Browser;
    afterEach(() => filming.close());

    /** Keeps the streams, so that a test can ask whether they have ended. */
    async function openWatched(by: Browser, language: string, how: object): Promise<WatchedPage> {
      const opened = await open(language, how, by);
      await opened.page.addInitScript({
        content: `
          const devices = navigator.mediaDevices;
          const ask = devices.getUserMedia.bind(devices);
          streams = [];
          devices.getUserMedia = async (wanted) => {
            const stream = await ask(wanted);
            streams.push(stream);
            return stream;
          };`,
      });
      await opened.page.reload();
      return opened;
    }
    /** Asked from outside: a page under our policy evaluates no text by itself. */
    const becomes = (page: Page, condition: string): Promise<true> =>
      until(condition, async () => ((await page.evaluate(condition)) === true ? true : undefined));
    const areEnded =
      'streams.length > 0 && streams.every((s) => s.getTracks().every((t) => t.readyState === "ended"))';

    it('finds the code that it is shown', async () => {
      const film = `--use-file-for-fake-video-capture=${file('film.y4m')}`;
      filming = await startBrowser({}, [...falseCamera, film]);
      const { page, complaints } = await openWatched(filming, 'en', phone);
      await page.getByRole('button', { name: 'Scan by camera' }).focus();
      await page.keyboard.press('Enter');
      await expectVerdict(page);
      expect(await complaints()).toEqual([]);
    });

    it('stops it when somebody says so, and when nobody sees the page', async () => {
      filming = await startBrowser({}, falseCamera);
      const opened = await openWatched(filming, 'zh', desk);
      const { page } = opened;
      await page.getByRole('button', { name: '用摄像头扫码' }).click();
      await becomes(page, 'document.querySelector("video").currentTime > 0');
      await expectSound(opened);
      await page.getByRole('button', { name: '关闭摄像头' }).click();
      await becomes(page, areEnded);
      await page.getByText('摄像头已关闭').waitFor();
      await page.locator('#code-view').waitFor({ state: 'hidden' });
      await page.getByRole('button', { name: '用摄像头扫码' }).click();
      await becomes(page, 'streams.length === 2');
      await page.evaluate(`
        Object.defineProperty(document, 'hidden', { value: true });
        document.dispatchEvent(new Event('visibilitychange'));`);
      await becomes(page, areEnded);
    });
  });

  it('says how to go on without a camera', async () => {
    const { page, complaints } = await open('en', phone);
    await page.getByRole('button', { name: 'Scan by camera' }).click();
    await page.getByText('The camera cannot be used').waitFor();
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });

  it.each([
    ['/verify', 'camera=(self)'],
    ['/', 'camera=()'],
    ['/log', 'camera=()'],
    ['/app', 'camera=()'],
  ])('with a camera that is for this page alone: %s', async (path, expected) => {
    const { headers } = await fetch(workplace.gateway.url + path);
    expect(headers.get('permissions-policy')?.split(', ')).toContain(expected);
  });
});
