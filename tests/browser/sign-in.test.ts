// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser } from 'playwright-core';
import { Registry } from 'prom-client';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';

const { eastDecider, auditor } = officers;

describeBrowser('sign-in on this machine, in a browser,', () => {
  let gateway: EmbeddedGateway;
  let server: Awaited<ReturnType<typeof startServer>>;
  let browser: Browser;
  let url: string;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    const { http: services } = gateway.services;
    const logger = pino({ level: 'silent' });
    const app = createApp({
      ...{ services, config: httpConfig(), logger, metrics: new Registry(), version: '0.0.0-test' },
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

  it('signs in by one click, without a script, and out again', async () => {
    const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${url}/auth/sign-in?return=/verify`);
    await page.getByRole('button', { name: eastDecider.id, exact: true }).click();
    await page.waitForURL(`${url}/verify`);
    const [cookie] = (await context.cookies()).filter(({ name }) => name === '__Host-guidang-session');
    expect(cookie).toMatchObject({
      secure: true,
      httpOnly: true,
      sameSite: 'Strict',
      path: '/',
      expires: -1,
    });
    await page.getByRole('link', { name: '登录与退出' }).click();
    await page.getByText('当前登录身份').waitFor();
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.waitForURL(`${url}/?lang=zh`);
    expect((await context.cookies()).map(({ name }) => name)).not.toContain('__Host-guidang-session');
    await context.close();
  });

  it('is done by keyboard, is readable by all, and breaks no rule of its page', async () => {
    const { page, complaints } = await openPage(browser, `${url}/auth/sign-in?return=/verify&lang=en`);
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: auditor.id, exact: true }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL(`${url}/verify`);
    expect((await complaints()).filter((line) => !line.startsWith(`request: ${url}`))).toEqual([]);
    await page.context().close();
  });

  it('is of no use to a page of another site, or of another port', async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${url}/auth/sign-in?return=/verify`);
    await page.getByRole('button', { name: eastDecider.id, exact: true }).click();
    await page.waitForURL(`${url}/verify`);
    const other = await startServer(
      { handler: (_, response) => response.end('<p>evil'), drain: () => undefined },
      { port: 0, host: '127.0.0.1' },
    );
    for (const name of ['localhost', '127.0.0.1']) {
      const evil = await context.newPage();
      await evil.goto(`http://${name}:${new URL(other.url).port}`);
      const seen = await evil.evaluate(`
        fetch(${JSON.stringify(`${url}/api/v1/session`)}, { credentials: 'include', headers: { 'Guidang-Page': '1' } })
          .then(({ status }) => status, () => 'refused')
      `);
      expect([name, seen]).toEqual([name, 'refused']);
      const sent = evil.waitForResponse(`${url}/auth/sign-out`);
      await evil.evaluate(`
        const form = document.createElement('form');
        Object.assign(form, { method: 'post', action: ${JSON.stringify(`${url}/auth/sign-out`)} });
        document.body.append(form);
        form.submit();
      `);
      expect((await sent).status()).toBe(403);
    }
    await page.goto(`${url}/auth/sign-in`);
    await page.getByRole('button', { name: 'Sign out' }).waitFor();
    await context.close();
    await other.close();
  });
});
