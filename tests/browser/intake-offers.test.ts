// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { issueLicence, suspendLicence } from '@guidang/chaincode/commands';
import { licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { Registry } from 'prom-client';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';

const matter: MatterDefinition = {
  id: '99071590000107',
  name: '食品经营许可变更',
  basis: 'food-safety-law:35',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content'] },
    {
      code: 'licence',
      name: '食品经营许可证',
      required: true,
      accepts: ['content', 'licence'],
      licenceType: licenceTypes.foodBusiness,
    },
  ],
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};
const applicant = '91999999000000086B';
const other = '11999999000000035B';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 360, height: 740 } };

async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await complaints()).toEqual([]);
}

describeBrowser('intake offers what there is before it asks', () => {
  let browser: Browser;
  let gateway: EmbeddedGateway;
  let server: Awaited<ReturnType<typeof startServer>>;
  let url: string;
  let licence: string;
  let later: string;

  async function issued(validFrom: string): Promise<string> {
    const body = {
      ...{ type: licenceTypes.foodBusiness, region: regions.east, holders: [{ organisation: applicant }] },
      ...{ validFrom, validUntil: '2090-12-31' },
    };
    return (await gateway.give(officers.eastMarketDecider, issueLicence, body)).result.identifier;
  }

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
    [licence, later] = [await issued('2026-01-01'), await issued('2089-01-01')];
    await gateway.reach();
    const app = createApp({
      ...{ services: gateway.services.http, config: httpConfig(), logger: pino({ level: 'silent' }) },
      ...{ metrics: new Registry(), version: '0.0.0-test' },
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

  async function intake(how: BrowserContextOptions): Promise<WatchedPage> {
    const opened = await openPage(browser, `${url}/auth/sign-in?return=/app/intake`, how);
    await press(button(opened.page, officers.eastAcceptor.id));
    return opened;
  }

  /** Chooses matter and applicant, and goes on to the materials. */
  async function toMaterials(page: Page, code: string, isChinese: boolean): Promise<void> {
    const say = (zh: string, en: string): string => (isChinese ? zh : en);
    const next = (): Promise<void> => press(button(page, say('下一步', 'Next')));
    await press(page.getByLabel(matter.name), 'Space');
    await next();
    await enterBody(page, code, say);
    await next();
    await page.getByLabel(say('针对什么标的？', 'What is it about?')).waitFor();
    await next();
    await page
      .getByRole('heading', { name: say('申请人已有的', 'What the applicant has already') })
      .waitFor();
  }

  async function enterBody(page: Page, code: string, say: (zh: string, en: string) => string): Promise<void> {
    await press(page.getByLabel(say('单位', 'A body')), 'Space');
    await page.getByLabel(say('统一社会信用代码', 'Unified code')).fill(code);
    await page.keyboard.press('Enter');
    await page.getByText(code, { exact: true }).waitFor();
  }

  async function uses(): Promise<number> {
    await gateway.reach();
    const filters = { subject: { kind: 'search', id: applicant } } as const;
    const page = await gateway.services.events.history({ filters, limit: 200 });
    return (page?.items ?? []).filter(({ type }) => type === 'dossier.consulted').length;
  }

  it('shows it once that is recorded, takes it with a key, asks for the rest, and looks once', async () => {
    const opened = await intake(desk);
    const { page } = opened;
    await toMaterials(page, applicant, true);
    await page.getByText('case-review').waitFor();
    // Nothing is asked of the applicant before.
    expect(await page.locator('main input').count()).toBe(0);
    await expectSound(opened);
    const before = await uses();
    await press(button(page, '登记使用并查看'));
    await page.getByText('1 项可引用').waitFor();
    await page.getByText('使用已登记').waitFor();
    await page.getByRole('listitem').filter({ hasText: later }).getByText('尚未生效 · 不可引用').waitFor();
    await page.locator('h3:focus').getByText('申请人已有的').waitFor();
    await page.getByText('还差：申请书、食品经营许可证（见上，可引用）').waitFor();
    await expectSound(opened);
    await press(button(page, `引用 ${licence}`));
    const material = page.getByRole('group', { name: '食品经营许可证 已引用' });
    await material.waitFor();
    await page.locator('fieldset:focus').getByText('已引用').waitFor();
    await page.getByText('还差：申请书', { exact: true }).waitFor();
    await expectSound(opened);
    await page.reload();
    await page.getByText('1 项可引用').waitFor();
    await material.waitFor();
    expect(await uses()).toBe(before + 1);

    // A paper instead needs a reason; what is taken in the end needs none, and none is sent.
    await press(button(page, '移除 食品经营许可证'));
    await press(page.getByText('仍要申请人提交'), 'Enter');
    await page
      .getByLabel(/^选择文件.*食品经营许可证/)
      .setInputFiles({ name: 'copy.txt', mimeType: 'text/plain', buffer: Buffer.from('copy') });
    await page.getByLabel('食品经营许可证', { exact: true }).last().selectOption('outdated');
    await press(button(page, '下一步'));
    await page.getByText('现有信息已过时').waitFor();
    await press(button(page, '返回修改'));
    await press(button(page, `引用 ${licence}`));
    await press(button(page, '下一步'));
    await page.getByText('即将签署').waitFor();
    expect(await page.getByText('现有信息已过时').count()).toBe(0);
    await press(button(page, '签署并收件'));
    await page.getByRole('heading', { name: '还差什么' }).waitFor();
    await gateway.reach();
    const id = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1) ?? '');
    const materials = (await gateway.services.http.cases.get(id))?.materials;
    expect(materials).toMatchObject([{ code: 'licence', source: { licence, version: 1 } }]);
    expect(await uses()).toBe(before + 1);
    await page.context().close();
  });

  it('keeps nothing of one applicant for another', async () => {
    const opened = await intake(desk);
    const { page } = opened;
    await toMaterials(page, applicant, true);
    await press(button(page, '登记使用并查看'));
    await press(button(page, `引用 ${licence}`));
    await press(page.getByRole('link', { name: '申请人' }));
    await press(button(page, '更换申请人'));
    await enterBody(page, other, (zh) => zh);
    await press(page.getByRole('link', { name: '材料' }));
    await button(page, '登记使用并查看').waitFor();
    await press(button(page, '不查看，直接收材料'));
    await page.getByText('还差：申请书、食品经营许可证').waitFor();
    expect(await page.content()).not.toContain(licence);
    await expectSound(opened);
    await page.context().close();
  });

  it('says what has changed since it was taken, and shows it as it is now', async () => {
    const opened = await intake(desk);
    const { page } = opened;
    const suspended = await issued('2026-02-01');
    await toMaterials(page, applicant, true);
    await press(button(page, '登记使用并查看'));
    await press(button(page, `引用 ${suspended}`));
    await press(button(page, '下一步'));
    const body = { identifier: suspended, version: 1, reason: 'inspection', basis: 'law:1' };
    await gateway.give(officers.eastMarketDecider, suspendLicence, body);
    await gateway.reach();
    await press(button(page, '签署并收件'));
    await page.getByRole('alert').getByText('请返回重新查看： 食品经营许可证').waitFor();
    await press(button(page, '返回修改'));
    await page.getByText('1 项可引用').waitFor();
    await press(button(page, '移除 食品经营许可证'));
    await button(page, `引用 ${licence}`).waitFor();
    expect(await button(page, `引用 ${suspended}`).count()).toBe(0);
    expect((await opened.complaints()).filter((line) => !line.includes('409'))).toEqual([]);
    await page.context().close();
  });

  it('can be passed over, says why something cannot be taken, and is looked at later, on a phone in English', async () => {
    const opened = await intake(phone);
    const { page } = opened;
    await toMaterials(page, applicant, false);
    await press(button(page, 'Go on without looking'));
    await page.locator('h3:focus').getByText('What the applicant still brings').waitFor();
    await page.getByText('Still missing: 申请书, 食品经营许可证').waitFor();
    await press(page.getByLabel('licence', { exact: true }), 'Space');
    const field = page.getByLabel(/^Licence identifier/);
    await field.fill(applicant);
    await field.press('Enter');
    await page.getByRole('alert').getByText('This is something else: A body').waitFor();
    await expectSound(opened);
    await press(button(page, 'Record the use, and show'));
    await page.getByText('1 to take').waitFor();
    await page.getByText('not yet in force · cannot be taken').waitFor();
    await expectSound(opened);
    await page.context().close();
  });
});
