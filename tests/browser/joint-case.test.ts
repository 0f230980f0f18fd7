// SPDX-License-Identifier: Apache-2.0
import { openCase } from '@guidang/chaincode/commands';
import { officers } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser, Page } from 'playwright-core';
import { Registry } from 'prom-client';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { jointMatter, jointMatters } from '../../gateway/src/testing/joint-matter';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import { button, press } from '../support/counter';

async function expectSound(page: Page): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
}

describeBrowser('a joint case in the workplace', () => {
  let browser: Browser;
  let gateway: EmbeddedGateway;
  let server: Awaited<ReturnType<typeof startServer>>;
  let url: string;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    await gateway.consent(
      'joint',
      jointMatters.map((definition) => ({ kind: 'matter', definition }) as const),
    );
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

  it.each([
    [
      { locale: 'zh-CN', viewport: { width: 1366, height: 768 } },
      '各部分办理情况',
      '办理中',
      '尚未开始',
      '撤回申请',
      '事项检查结果',
      '未发现问题',
    ],
    [
      { locale: 'en', viewport: { width: 390, height: 844 } },
      'Its parts, each at its department',
      'being handled',
      'not begun',
      'withdraw',
      'What its checker finds',
      'Nothing is wrong with it',
    ],
  ])('shows how its parts stand, and offers what its window may do: %j', async (how, ...words) => {
    const [title, running, waiting, withdraw, found, sound] = words;
    const body = {
      number: `J-${how.locale}`,
      matter: jointMatter.id,
      applicant: { organisation: '91999999000000086B' },
      materials: [],
    };
    const { id } = (await gateway.give(officers.eastAcceptor, openCase, body)).result;
    await gateway.reach();
    const path = `/app/cases/${encodeURIComponent(id)}`;
    const { page, complaints } = await openPage(browser, `${url}/auth/sign-in?return=${path}`, how);
    await press(page.getByRole('button', { name: officers.eastAcceptor.id, exact: true }));
    await page.getByRole('heading', { name: title }).waitFor();
    await page.getByRole('row', { name: /测绘/ }).getByText(running).waitFor();
    await page.getByRole('row', { name: /核验/ }).getByText(waiting).waitFor();
    // What the matter says of it: a part stands behind what it waits for.
    await press(page.getByRole('link', { name: jointMatter.name }));
    await page.getByRole('heading', { level: 1, name: jointMatter.name }).waitFor();
    const findings = page.getByRole('heading', { name: found }).locator('..');
    await findings.getByRole('listitem').or(findings.getByText(sound)).first().waitFor();
    await expectSound(page);
    const stages = page.locator('.flow > li');
    await stages.nth(2).getByText('核验').waitFor();
    expect(await stages.count()).toBe(4);
    await page.goBack();
    const acts = page.locator('section.acts button');
    await acts.first().waitFor();
    expect(await acts.allTextContents()).toEqual([withdraw]);
    await expectSound(page);
    // The part is an ordinary case of the same department, and says of what it is a part.
    await press(page.getByRole('row', { name: /测绘/ }).getByRole('link'));
    await page.waitForURL((address) => address.pathname !== path);
    await page.getByText(id, { exact: true }).waitFor();
    await button(page, /^受理$|^accept$/).waitFor();
    expect(await complaints()).toEqual([]);
    await page.context().close();
  });
});
