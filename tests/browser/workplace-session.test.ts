// SPDX-License-Identifier: Apache-2.0
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCase, transitionCase } from '@guidang/chaincode/commands';
import { departments, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Registry } from 'prom-client';
import { systemClock } from '../../gateway/src/common/clock';
import { until } from '../../gateway/src/common/until';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';

const { eastAcceptor, eastReviewer, eastDecider } = officers;
const eastSecondAcceptor: DemoOfficer = { ...eastAcceptor, id: 'east-acceptor-2' };
const minuteMs = 60_000;
const typed = '不动产单元340100TEST';

/** One step, and what it takes besides is given after it. */
const { acceptance: _, ...shared } = realEstateTransfer;
const matter: MatterDefinition = {
  ...shared,
  materials: [
    { code: 'note', name: '说明', required: false, accepts: ['content'] },
    { code: 'picture', name: '附图', required: false, accepts: ['content'] },
  ],
  steps: [{ code: 'decide', name: '核定', role: 'decider', gives: 'granted' }],
  completion: { all: [{ decided: 'decide', as: 'approve' }, { material: 'note' }] },
  outcomes: [],
};

let gateway: EmbeddedGateway;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let url: string;
/** How far the gateway's clock is ahead. */
let aheadMs = 0;

/** As whoever sits at the counter does: one click on a card. */
async function signInAs(page: Page, { id }: DemoOfficer, path: string): Promise<void> {
  await page.goto(`${url}/auth/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: id, exact: true }).click();
  await page.waitForURL(url + path);
  await page.getByText(id, { exact: false }).first().waitFor();
}

/** Intake, as far as the text that says what the case is about. */
async function typeIntake(page: Page): Promise<void> {
  await page.getByRole('radio').first().check();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('单位').check();
  await page.getByRole('textbox').last().fill(departments.eastMarket.code);
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByRole('button', { name: '下一步' }).click();
  await page.getByLabel('针对什么标的？').fill(typed);
}

async function openCaseHere(): Promise<string> {
  const applicant = { organisation: departments.eastMarket.code };
  const body = { number: randomUUID(), matter: matter.id, applicant, materials: [] };
  return (await gateway.give(eastAcceptor, openCase, body)).result.id;
}

function textOf(page: Page): Promise<string> {
  return page.evaluate('JSON.stringify({ ...sessionStorage })');
}

describeBrowser('a session in the workplace', () => {
  let context: BrowserContext;

  beforeAll(async () => {
    const clock = { ...systemClock, nowMs: () => Date.now() + aheadMs };
    gateway = await EmbeddedGateway.seeded({ clock });
    await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
    await gateway.register(eastSecondAcceptor);
    const app = createApp({
      ...{
        services: gateway.services.http,
        config: httpConfig({ freshSignInMs: 15 * minuteMs }),
        logger: pino({ level: 'silent' }),
      },
      ...{ metrics: new Registry(), version: '0.0.0-test', clock },
    });
    server = await startServer(app, { port: 0, host: '127.0.0.1' });
    url = `http://localhost:${new URL(server.url).port}`;
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });
  beforeEach(async () => {
    context = await browser.newContext({ locale: 'zh-CN' });
  });
  afterEach(() => context.close());

  it('keeps what an officer typed for that officer, over its end, and until the sign-out', async () => {
    const page = await context.newPage();
    await signInAs(page, eastAcceptor, '/app/intake');
    await typeIntake(page);
    aheadMs += 31 * minuteMs;
    await page.reload();
    await page.getByRole('heading', { name: '尚未登录' }).waitFor();
    await signInAs(page, eastReviewer, '/app/intake?step=object');
    await page.getByRole('radio').first().waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await signInAs(page, eastAcceptor, '/app/intake?step=object');
    expect(await page.getByLabel('针对什么标的？').inputValue()).toBe(typed);

    const other = await context.newPage();
    await other.goto(`${url}/app`);
    await other.getByRole('button', { name: '退出登录' }).click();
    await other.waitForURL(`${url}/`);
    await page.getByRole('heading', { name: '尚未登录' }).waitFor();
    expect(await textOf(page)).not.toContain(typed);
  });

  it('signs nothing under the name of somebody who has signed in since in another tab', async () => {
    const page = await context.newPage();
    await signInAs(page, eastAcceptor, '/app/intake');
    await typeIntake(page);
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByText('即将签署').waitFor();
    const other = await context.newPage();
    await signInAs(other, eastSecondAcceptor, '/app');
    await page.getByRole('button', { name: '签署并收件' }).click();
    await page.getByText('当前登录的是另一人员').waitFor();
    const { items } = await gateway.services.http.cases.list({
      filters: { department: eastAcceptor.department },
      limit: 10,
    });
    expect(items).toEqual([]);
    await page.getByRole('link', { name: '以当前登录人员重新打开本页' }).click();
    await page.getByText(eastSecondAcceptor.id).waitFor();
    await page.getByRole('radio').first().waitFor();
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await signInAs(other, eastAcceptor, '/app');
    await page.goto(`${url}/app/intake?step=object`);
    expect(await page.getByLabel('针对什么标的？').inputValue()).toBe(typed);
  });

  it('does not go on because its page reads by itself', async () => {
    const page = await context.newPage();
    const path = `/app/cases/${await openCaseHere()}`;
    await page.clock.install();
    await signInAs(page, eastAcceptor, path);
    await page.getByRole('heading', { name: '办理环节' }).waitFor();
    const unattended: string[] = [];
    page.on('request', (request) => {
      if (request.headers()['guidang-unattended'] === '1') unattended.push(new URL(request.url()).pathname);
    });
    await page.clock.fastForward(60_000);
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))");
    const read = ['/api/v1/session', path.replace('/app', '/api/v1')];
    await until('both are read again', () => read.every((each) => unattended.includes(each)) || undefined);
  });

  it('shows what happened after it was read, and before it was told of anything', async () => {
    const id = await openCaseHere();
    const page = await context.newPage();
    let stand = (): void => undefined;
    const held = new Promise<void>((resolve) => {
      stand = resolve;
    });
    await page.route('**/api/v1/events?*', async (route) => {
      await held;
      await route.continue();
    });
    await signInAs(page, eastAcceptor, `/app/cases/${id}`);
    await page.getByRole('button', { name: '受理', exact: true }).waitFor();
    await gateway.give(eastAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
    stand();
    await page.getByText('已受理', { exact: true }).first().waitFor();
  });

  it('says so where a part of it does not arrive', async () => {
    const page = await context.newPage();
    await signInAs(page, eastAcceptor, '/app');
    const failed = '页面的这一部分未能载入';
    const parts = /\/(find|history-page)-/;
    await page.route(parts, (route) => route.abort());
    await page.getByRole('textbox', { name: '编号、代码' }).fill(departments.eastMarket.code);
    await page.keyboard.press('Enter');
    await page.getByRole('search').getByText(failed).waitFor();
    await page.getByRole('link', { name: '我的使用记录' }).click();
    await page.getByRole('main').getByText(failed).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.unroute(parts);
    await page.getByRole('main').getByRole('link', { name: '重新载入本页' }).click();
    await page.getByRole('heading', { name: '我的使用记录' }).waitFor();
  });

  it('gives the focus to what is to be checked as it is shown: a key pressed at once is not lost', async () => {
    const page = await context.newPage();
    await signInAs(page, eastAcceptor, `/app/cases/${await openCaseHere()}`);
    await page.evaluate(`
      new MutationObserver(() => {
        const title = document.querySelector('.check h3');
        if (title !== null) globalThis.hadFocus ??= document.activeElement === title;
      }).observe(document.body, { childList: true, subtree: true });`);
    await page.getByRole('button', { name: '受理', exact: true }).click();
    await page.getByRole('button', { name: '签署前核对' }).click();
    await page.getByText('即将签署').waitFor();
    expect(await page.evaluate('hadFocus')).toBe(true);
  });

  it('stores two files at once, and loses neither; what was opened leads nowhere afterwards', async () => {
    const page = await context.newPage();
    await page.addInitScript({
      content: `
        const open = new Set();
        const { createObjectURL, revokeObjectURL } = URL;
        URL.createObjectURL = (file) => { const url = createObjectURL.call(URL, file); open.add(url); return url; };
        URL.revokeObjectURL = (url) => { open.delete(url); revokeObjectURL.call(URL, url); };
        globalThis.openAddresses = () => open.size;`,
    });
    const openAddressesAre = (wanted: number): Promise<true> =>
      until(`${wanted} addresses`, async () =>
        (await page.evaluate('openAddresses()')) === wanted ? true : undefined,
      );
    await signInAs(page, eastAcceptor, '/app/intake');
    await typeIntake(page);
    await page.getByLabel('针对什么标的？').fill('');
    await page.getByRole('button', { name: '下一步' }).click();
    // The first is answered after the second.
    let release = (): void => undefined;
    const second = new Promise<void>((resolve) => {
      release = resolve;
    });
    let count = 0;
    await page.route('**/api/v1/contents', async (route) => {
      count += 1;
      const isFirst = count === 1;
      const response = await route.fetch();
      if (isFirst) await second;
      await route.fulfill({ response });
      if (!isFirst) release();
    });
    for (const name of ['说明', '附图']) {
      const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from(name) };
      await page.getByLabel(new RegExp(`^选择文件.*${name}`)).setInputFiles(file);
    }
    for (const name of ['说明', '附图']) {
      await page.getByRole('button', { name: new RegExp(`^移除.*${name}`) }).waitFor();
    }
    await page.getByRole('button', { name: '下一步' }).click();
    await page.getByRole('button', { name: '签署并收件' }).click();
    await page.getByRole('heading', { name: '办理环节' }).waitFor();
    await page.getByRole('button', { name: /^查阅.*说明/ }).click();
    await page.locator('pre').getByText('说明').waitFor();
    await openAddressesAre(1);
    await page.getByRole('link', { name: '办件', exact: true }).click();
    await page.getByRole('heading', { name: '办件', exact: true }).waitFor();
    // React tidies up what is left only after it has shown what comes next.
    await openAddressesAre(0);
  });

  it('stores 200 MB, and goes on where the line broke', async () => {
    const page = await context.newPage();
    await signInAs(page, eastAcceptor, '/app/intake');
    await typeIntake(page);
    await page.getByLabel('针对什么标的？').fill('');
    await page.getByRole('button', { name: '下一步' }).click();
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('/api/v1/uploads')) sent.push(request.method());
    });
    await page.route('**/api/v1/uploads/*', async (route) => {
      const isSecondPart = sent.filter((method) => method === 'PATCH').length === 2;
      if (!isSecondPart) return route.continue();
      await route.abort('connectionreset');
      await page.unroute('**/api/v1/uploads/*');
    });
    const folder = mkdtempSync(join(tmpdir(), 'guidang-large-'));
    const file = join(folder, 'recording.mp4');
    const part = randomBytes(8 * 1024 * 1024);
    const parts = Array.from({ length: 25 }, () => part);
    try {
      await writeFile(file, parts);
      await page.getByLabel(/^选择文件.*说明/).setInputFiles(file);
      await page.getByRole('button', { name: /^移除.*说明/ }).waitFor({ timeout: 120_000 });
    } finally {
      rmSync(folder, { recursive: true });
    }
    // Begun once, and asked how far it is.
    expect(sent.filter((method) => method === 'POST')).toHaveLength(1);
    expect(sent).toContain('HEAD');
    const hash = createHash('sha256');
    for (const each of parts) hash.update(each);
    expect(await textOf(page)).toContain(hash.digest('hex'));
  });

  it('warns two minutes before its end, goes on if asked to, and keeps what was typed if not', async () => {
    const page = await context.newPage();
    await page.clock.install();
    await signInAs(page, eastAcceptor, '/app/intake');
    await typeIntake(page);
    const pass = async (ms: number): Promise<void> => {
      aheadMs += ms;
      await page.clock.fastForward(ms);
    };
    const warning = page.getByText('长时间未操作，两分钟内将自动退出登录');
    // Just late enough for the warning: what is looked at meanwhile takes time as well, and by the same clock.
    const nearlyOverMs = 28 * minuteMs + 5_000;
    await pass(nearlyOverMs);
    await warning.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '继续使用' }).click();
    await warning.waitFor({ state: 'detached' });
    await pass(nearlyOverMs);
    await warning.waitFor();
    await pass(2 * minuteMs);
    await page.getByRole('heading', { name: '尚未登录' }).waitFor();
    await page.getByRole('link', { name: '登录', exact: true }).click();
    await page.getByRole('button', { name: eastAcceptor.id, exact: true }).click();
    await page.waitForURL(/\/app\/intake/);
    expect(await page.getByLabel('针对什么标的？').inputValue()).toBe(typed);
  });

  it('asks for a fresh sign-in before a decision, and leads back to what was typed', async () => {
    const id = await openCaseHere();
    await gateway.give(eastAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
    const page = await context.newPage();
    await signInAs(page, eastDecider, `/app/cases/${id}`);
    await page.getByRole('button', { name: '核定', exact: true }).click();
    await page.getByLabel('意见').fill(typed);
    await page.getByRole('button', { name: '签署前核对' }).click();
    aheadMs += 16 * minuteMs;
    await page.getByRole('button', { name: '签署并提交' }).click();
    await page.getByText('需要重新登录').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: /^重新登录/ }).click();
    await page.getByRole('button', { name: eastDecider.id, exact: true }).click();
    await page.waitForURL(`${url}/app/cases/${id}?act=decide-decide`);
    expect(await page.getByLabel('意见').inputValue()).toBe(typed);
    await page.getByRole('button', { name: '签署前核对' }).click();
    await page.getByRole('button', { name: '签署并提交' }).click();
    await page.getByText('已办理，并写入账本').waitFor();
  });
});
