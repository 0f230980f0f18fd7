// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { openCase, transitionCase } from '@guidang/chaincode/commands';
import { departments, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import type { MatterDefinition } from '@guidang/chaincode/model';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page, Request, Route } from 'playwright-core';
import { Registry } from 'prom-client';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { describeBrowser, startBrowser } from '../support/browser';

const { eastAcceptor, eastRegistrar } = officers;
const applicant = departments.eastMarket.code;

/** Two matters that ask for the same papers, each in its own name. */
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
const other: MatterDefinition = { ...matter, id: '99071590000109', name: '另一事项（样例）' };
const file = { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('note') };

let gateway: EmbeddedGateway;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let url: string;

async function openCaseHere(): Promise<string> {
  const body = {
    number: randomUUID(),
    matter: matter.id,
    applicant: { organisation: applicant },
    materials: [],
  };
  return (await gateway.give(eastAcceptor, openCase, body)).result.id;
}

interface Held {
  readonly arrived: Promise<void>;
  /** Lets it go on, and waits for what the page makes of its answer. */
  readonly release: () => Promise<void>;
}

/** What is asked for at an address, held back until it is let go. */
async function hold(page: Page, address: RegExp): Promise<Held> {
  let [arrive, letGo] = [(): void => undefined, (): void => undefined];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const released = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    arrive();
    await released;
    await route.continue();
  });
  return {
    arrived,
    release: async () => {
      const isIt = (request: Request): boolean => address.test(request.url());
      const answered = page.waitForEvent('requestfinished', isIt);
      letGo();
      await answered;
      // What the page does with an answer it has done before it answers this.
      await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    },
  };
}

/** A refusal that does not pass by itself. */
function refuse(route: Route): Promise<void> {
  const problem = {
    type: 'about:blank',
    title: '暂时不可用',
    status: 503,
    code: 'overloaded',
    retry: 'none',
  };
  return route.fulfill({ status: 503, contentType: 'application/problem+json', json: problem });
}

describeBrowser('answers that come late, or not at all', () => {
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    await gateway.consent('matters', [
      { kind: 'matter', definition: matter },
      { kind: 'matter', definition: other },
    ]);
    await openCaseHere();
    const app = createApp({
      ...{ services: gateway.services.http, config: httpConfig({}), logger: pino({ level: 'silent' }) },
      ...{ metrics: new Registry(), version: '0.0.0-test' },
    });
    server = await startServer(app, { port: 0, host: '127.0.0.1' });
    url = `http://localhost:${new URL(server.url).port}`;
    browser = await startBrowser();
    context = await browser.newContext({ locale: 'zh-CN' });
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });
  beforeEach(async () => {
    page = await context.newPage();
    page.setDefaultTimeout(30_000);
  });
  afterEach(() => page.close());

  async function go(path: string, { id }: DemoOfficer = eastAcceptor): Promise<void> {
    await page.goto(`${url}/auth/sign-in?return=${encodeURIComponent(path)}`);
    await page.getByRole('button', { name: id, exact: true }).click();
    await page.waitForURL(url + path);
    await page.getByText(id).first().waitFor();
  }

  const press = (name: string | RegExp): Promise<void> =>
    page.getByRole('button', { name, exact: typeof name === 'string' }).click();

  /** This network keeps no book of codes. */
  async function sayWhy(): Promise<void> {
    const codes = { 用途: 'case-review', 法律依据: 'civil-code:212' };
    for (const [label, code] of Object.entries(codes)) {
      await page.getByLabel(label, { exact: true }).and(page.locator('input')).fill(code);
    }
  }

  /** Intake, as far as who applies. */
  async function chooseMatter({ name }: MatterDefinition): Promise<void> {
    await page.getByLabel(name).check();
    await press('下一步');
    await page.getByRole('group', { name: '谁来申请？' }).or(page.getByText(applicant)).first().waitFor();
  }
  async function enterBody(code: string): Promise<void> {
    await page.getByLabel('单位').check();
    await page.getByLabel('统一社会信用代码').fill(code);
    await press('下一步');
    await page.getByText(code, { exact: true }).waitFor();
  }

  it('rows of another filter are marked as such, and not counted for this one', async () => {
    await go('/app');
    const table = page.getByRole('table');
    await table.waitFor();
    const list = await hold(page, /\/cases\?.*state=paused/);
    await page.getByLabel('状态').selectOption('paused');
    await list.arrived;
    expect(await table.getAttribute('aria-busy')).toBe('true');
    expect(await page.getByText(/^\d+ 件/).count()).toBe(0);
    await list.release();
    await page.getByText('没有符合条件的办件').waitFor();
  });

  it('matters that cannot be read are not said not to be, and are asked for again', async () => {
    await page.route(/\/api\/v1\/matters\?/, refuse);
    await go('/app/intake');
    await page.getByRole('alert').getByText('暂时不可用').waitFor();
    expect(await page.getByText('尚无生效的事项').count()).toBe(0);
    await page.unroute(/\/api\/v1\/matters\?/);
    await press('重试');
    await page.getByLabel(matter.name).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
  });

  it('a person who is entered late is not the applicant who was chosen meanwhile', async () => {
    await go('/app/intake');
    await chooseMatter(matter);
    const entering = await hold(page, /\/api\/v1\/persons$/);
    await page.getByLabel('姓名').fill('样例甲');
    await page.getByLabel('公民身份号码').fill('999999199001010016');
    await press('下一步');
    await entering.arrived;
    await enterBody(applicant);
    await entering.release();
    await page.getByText(applicant, { exact: true }).waitFor();
  });

  it('a file that is stored late is given to what it was chosen for, and to nothing else', async () => {
    await go('/app/intake');
    await chooseMatter(matter);
    await enterBody(applicant);
    await press('下一步');
    await page.getByLabel('针对什么标的？').waitFor();
    await press('下一步');
    const storing = await hold(page, /\/api\/v1\/contents$/);
    await page.getByLabel(/^选择文件.*说明/).setInputFiles(file);
    await storing.arrived;
    await page.getByRole('link', { name: '事项' }).click();
    await chooseMatter(other);
    await storing.release();
    await page.getByRole('link', { name: '材料' }).click();
    await page.getByLabel(/^选择文件.*附图/).waitFor();
    expect(await page.getByRole('button', { name: /^移除/ }).count()).toBe(0);
  });

  it('a file that is stored late is no other material of a case', async () => {
    await go(`/app/cases/${await openCaseHere()}`);
    await press('补充材料');
    await page.getByLabel('材料', { exact: true }).selectOption('note');
    const storing = await hold(page, /\/api\/v1\/contents$/);
    await page.getByLabel(/^选择文件/).setInputFiles(file);
    await storing.arrived;
    await page.getByLabel('材料', { exact: true }).selectOption('picture');
    await storing.release();
    expect(await page.getByRole('button', { name: /^移除/ }).count()).toBe(0);
  });

  it('an act that is answered late leads nobody away, and closes no other form', async () => {
    const [first, second] = [await openCaseHere(), await openCaseHere()];
    await go(`/app/cases/${first}`);
    await press('受理');
    await press('签署前核对');
    const sending = await hold(page, /\/transitions$/);
    await press('签署并提交');
    await sending.arrived;
    await page.getByRole('link', { name: '办件', exact: true }).click();
    await page.getByRole('link', { name: second.split('.').at(-1) ?? '' }).click();
    await press('补充材料');
    await sending.release();
    await page.getByLabel('材料', { exact: true }).waitFor();
    expect(page.url()).toBe(`${url}/app/cases/${second}?act=add-materials`);
  });

  it('a case that is opened late leads nobody away', async () => {
    await go('/app/intake');
    await chooseMatter(matter);
    await enterBody(applicant);
    await press('下一步');
    await page.getByLabel('针对什么标的？').waitFor();
    await press('下一步');
    await page.getByRole('link', { name: '核对并签署' }).click();
    await page.getByText('即将签署').waitFor();
    const sending = await hold(page, /\/api\/v1\/cases$/);
    await press('签署并收件');
    await sending.arrived;
    await page.getByRole('link', { name: '批量核验' }).click();
    await page.getByRole('heading', { name: '批量核验' }).waitFor();
    await sending.release();
    expect(page.url()).toBe(`${url}/app/verify`);
  });

  it('a case that is found late leads nobody away, and is read once where it does lead', async () => {
    const id = await openCaseHere();
    await go('/app/verify');
    const address = new RegExp(`/api/v1/cases/${id.replace('.', '\\.')}$`);
    const search = async (): Promise<void> => {
      await page.getByRole('textbox', { name: '编号、代码' }).fill(id.split('.').at(-1) ?? '');
      await page.keyboard.press('Enter');
    };
    const asking = await hold(page, address);
    await search();
    await asking.arrived;
    await page.getByRole('link', { name: '签名密钥' }).click();
    await page.getByRole('heading', { name: '签名密钥' }).waitFor();
    await asking.release();
    expect(page.url()).toBe(`${url}/app/key`);
    await go('/app/verify');
    let count = 0;
    page.on('request', (request) => (count += Number(address.test(request.url()))));
    await search();
    await page.getByRole('heading', { name: '还差什么' }).waitFor();
    expect([page.url(), count]).toEqual([`${url}/app/cases/${id}`, 1]);
  });

  it('a file of before is not shown as the one that has taken its place', async () => {
    const id = await openCaseHere();
    let digest = 'a'.repeat(64);
    await page.route(`**/api/v1/cases/${id}`, async (route) => {
      const response = await route.fetch();
      const found = (await response.json()) as object;
      const content = { digest: { algorithm: 'sha256', value: digest }, bytes: 4, mediaType: 'text/plain' };
      const source = { content: { ...content, role: 'note' } };
      await route.fulfill({ response, json: { ...found, materials: [{ code: 'note', source }] } });
    });
    // A use whose answer is lost is the same use when it is asked for again.
    const keys = new Set<string | undefined>();
    let isLost = true;
    await page.route('**/api/v1/contents/*', (route) => {
      keys.add(route.request().headers()['idempotency-key']);
      if (isLost) return route.abort();
      const body = `of ${route.request().url().split(/[/?]/).at(-2) ?? ''}`;
      return route.fulfill({ contentType: 'text/plain', body });
    });
    await go(`/app/cases/${id}`);
    await press(/^查阅.*说明/);
    await page.getByRole('alert').getByText('网关没有应答').waitFor();
    isLost = false;
    await press(/^查阅.*说明/);
    await page.locator('pre').getByText('of aaaa').waitFor();
    expect(keys.size).toBe(1);
    digest = 'b'.repeat(64);
    await gateway.give(eastAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
    await page.getByText('sha256 bbbbbbbbbbbb').waitFor();
    expect(await page.getByText('of aaaa').count()).toBe(0);
    await page.getByRole('button', { name: /^查阅.*说明/ }).waitFor();
  });

  it('what fails by itself does not take the focus from whoever types', async () => {
    const id = await openCaseHere();
    await gateway.give(eastAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
    await go(`/app/cases/${id}`, officers.eastDecider);
    await press('核定');
    await page.getByLabel('意见').focus();
    await page.keyboard.type('a');
    await page.route(`**/api/v1/cases/${id}`, refuse);
    await page.evaluate(`Date.now = ((now) => () => now() + 60000)(Date.now);
      document.dispatchEvent(new Event('visibilitychange', { bubbles: true }))`);
    await page.getByRole('alert').getByText('暂时不可用').waitFor();
    await page.keyboard.type('b');
    expect(await page.getByLabel('意见').inputValue()).toBe('ab');
  });

  it('a history that cannot be read is not an empty one', async () => {
    const id = await openCaseHere();
    await page.route(/\/history\?/, refuse);
    await go(`/app/cases/${id}`);
    await page.getByRole('alert').getByText('暂时不可用').waitFor();
  });

  it('a list of codes that cannot be read is not one without codes, and nothing typed is lost for it', async () => {
    await page.route(/\/registry\/purposes\?/, refuse);
    await go('/app/dossier', eastRegistrar);
    await page.getByLabel('公民身份号码或代号').fill('P1');
    await page.getByRole('alert').getByText('暂时不可用').waitFor();
    const purpose = page.getByLabel('用途', { exact: true });
    await purpose.and(page.locator('select')).waitFor();
    await page.unroute(/\/registry\/purposes\?/);
    await press('重试');
    // This network keeps no book.
    await purpose.and(page.locator('input')).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(await page.getByLabel('公民身份号码或代号').inputValue()).toBe('P1');
  });

  it('a dossier that comes late is not shown as the one that is asked for by then', async () => {
    await go('/app/dossier', eastRegistrar);
    await page.getByLabel('单位').check();
    await page.getByLabel('统一社会信用代码').fill(applicant);
    await sayWhy();
    const looking = await hold(page, /dossiers:consult$/);
    await press('登记使用并查看');
    await looking.arrived;
    await page.getByLabel('统一社会信用代码').fill('91999999000000086B');
    await looking.release();
    expect(await page.getByText('使用已登记').count()).toBe(0);
    await page.getByRole('button', { name: '登记使用并查看', disabled: false }).waitFor();
  });

  it('what is pressed keeps the focus while it sends, and gives it to what comes in its place', async () => {
    await go(`/app/cases/${await openCaseHere()}`);
    await page.route('**/api/v1/events?*', (route) => route.abort());
    await press('补充材料');
    const opener = page.getByRole('button', { name: '调阅申请人案卷' });
    await opener.click();
    await sayWhy();
    const looking = await hold(page, /dossiers:consult$/);
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('dossiers:consult')) asked.push(request.url());
    });
    const send = page.getByRole('button', { name: '登记使用并查看' });
    await send.focus();
    await page.keyboard.press('Enter');
    await looking.arrived;
    await page.evaluate('new Promise(requestAnimationFrame)');
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('登记使用并查看');
    await page.keyboard.press('Enter');
    await looking.release();
    await page.getByText('使用已登记').waitFor();
    expect(asked).toHaveLength(1);
    expect(await page.evaluate('document.activeElement.textContent')).toContain('使用已登记');
  });

  it('the same file may be chosen again for verification', async () => {
    await go('/app/verify');
    const asking = await hold(page, /verifications:batch$/);
    const field = page.getByLabel(/^选择文件/);
    await field.setInputFiles(file);
    await asking.arrived;
    expect(await field.inputValue()).toBe('');
    await asking.release();
    await page.getByRole('rowheader', { name: file.name }).waitFor();
  });
});
