// SPDX-License-Identifier: Apache-2.0
import { randomUUID } from 'node:crypto';
import { openCase, registerOfficer, transitionCase } from '@guidang/chaincode/commands';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, governors, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import { pino } from 'pino';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { Registry } from 'prom-client';
import { systemClock } from '../../gateway/src/common/clock';
import { createApp, httpConfig, startServer } from '../../gateway/src/http';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import { button } from '../support/counter';

const { eastAcceptor, eastDecider } = officers;

/** One step; what completes the case comes later. */
const { acceptance: _, ...shared } = realEstateTransfer;
const matter: MatterDefinition = {
  ...shared,
  materials: [{ code: 'note', name: '说明', required: false, accepts: ['content'] }],
  steps: [{ code: 'decide', name: '核定', role: 'decider', gives: 'granted' }],
  completion: { all: [{ decided: 'decide', as: 'approve' }, { material: 'note' }] },
  outcomes: [],
};

let gateway: EmbeddedGateway;
let server: Awaited<ReturnType<typeof startServer>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let url: string;

async function acceptedCase(): Promise<string> {
  const applicant = { organisation: departments.eastMarket.code };
  const body = { number: randomUUID(), matter: matter.id, applicant, materials: [] };
  const { id } = (await gateway.give(eastAcceptor, openCase, body)).result;
  await gateway.give(eastAcceptor, transitionCase, { id, version: 1, transition: 'accept' });
  return id;
}

async function signIn(path: string): Promise<void> {
  await page.goto(`${url}/auth/sign-in?return=${encodeURIComponent(path)}`);
  await page.getByRole('button', { name: eastDecider.id, exact: true }).click();
  await page.waitForURL(url + path);
}

/** As far as the sheet that is checked before signing. */
async function check(id: string, opinion: string): Promise<void> {
  await page.goto(`${url}/app/cases/${id}`);
  await button(page, /^核定$/).click();
  await page.getByLabel('意见').fill(opinion);
  await button(page, '签署前核对').click();
}

async function decisionsOf(id: string) {
  await gateway.reach();
  const history = await gateway.services.http.events.history({
    filters: { subject: { kind: 'case', id } },
    limit: 20,
  });
  return (history?.items ?? []).filter(({ type }) => type === 'case.decided');
}

/** The key as the page's own store has it, and what comes of any attempt to read it. */
const attempts = `(async () => {
  const opening = indexedDB.open('guidang-keys', 1);
  await new Promise((resolve, reject) => { opening.onsuccess = resolve; opening.onerror = reject; });
  const asking = opening.result.transaction('keys').objectStore('keys').getAll();
  await new Promise((resolve, reject) => { asking.onsuccess = resolve; asking.onerror = reject; });
  opening.result.close();
  const [{ privateKey }] = asking.result;
  const outcomes = [];
  for (const format of ['pkcs8', 'jwk', 'raw', 'spki']) {
    outcomes.push(await crypto.subtle.exportKey(format, privateKey).then(() => 'read', ({ name }) => name));
  }
  const wrapping = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['wrapKey']);
  const how = { name: 'AES-GCM', iv: new Uint8Array(12) };
  outcomes.push(await crypto.subtle.wrapKey('pkcs8', privateKey, wrapping, how).then(() => 'read', ({ name }) => name));
  return { kept: asking.result.length, extractable: privateKey.extractable, outcomes, text: JSON.stringify(privateKey) };
})()`;

describeBrowser('a key that stays in the browser', () => {
  let fingerprint: string;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    await gateway.consent('matter', [{ kind: 'matter', definition: matter }]);
    const app = createApp({
      ...{ services: gateway.services.http, config: httpConfig({}), logger: pino({ level: 'silent' }) },
      ...{ metrics: new Registry(), version: '0.0.0-test', clock: systemClock },
    });
    server = await startServer(app, { port: 0, host: '127.0.0.1' });
    url = `http://localhost:${new URL(server.url).port}`;
    browser = await startBrowser();
    context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 390, height: 844 } });
    page = await context.newPage();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });

  it('keeps no key whose certificate the gateway has exchanged', async () => {
    await signIn('/app/key');
    await page.getByRole('heading', { name: '签名密钥' }).waitFor();
    const { identity } = (await gateway.context.officers.findOfficer('east', eastDecider.id)) ?? {};
    await page.route('**/api/v1/session/certificates', (route) =>
      route.fulfill({ json: { certificate: identity?.certificatePem } }),
    );
    await button(page, '在本浏览器生成密钥').click();
    await page.getByText('返回的证书与本浏览器生成的密钥不符').waitFor();
    await page.unroute('**/api/v1/session/certificates');
    await page.reload();
    await button(page, '在本浏览器生成密钥').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('is made there, and signs nothing before a governor has registered it', async () => {
    await button(page, '在本浏览器生成密钥').click();
    await page.getByText('已签发证书，尚未登记').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    fingerprint = await page.locator('dd code').first().innerText();
    await check(await acceptedCase(), '');
    await page.getByText('网关为您代管的密钥').waitFor();

    await page.goto(`${url}/app/key`);
    const certificate = await page.locator('pre').innerText();
    await gateway.give(governors.east, registerOfficer, { certificate });
    // While the registry does not answer, nobody knows.
    await page.route('**/api/v1/registry/officers?*', (route) => route.abort());
    await button(page, '重新查询是否已登记').click();
    await page.getByRole('alert').getByText('网关没有应答').waitFor();
    expect(await page.getByText('尚未登记').count()).toBe(0);
    await page.unroute('**/api/v1/registry/officers?*');
    await button(page, '重新查询是否已登记').click();
    await page.getByText('已登记：').waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });

  it('cannot be read by the page that uses it', async () => {
    const attempted = await page.evaluate(attempts);
    expect(attempted).toEqual({
      kept: 1,
      extractable: false,
      outcomes: Array(5).fill('InvalidAccessError'),
      text: '{}',
    });
  });

  it('decides a case in words of what it signs, under its own certificate on the ledger', async () => {
    const id = await acceptedCase();
    await check(id, '同意，材料齐全');
    const sheet = page.locator('.check');
    await sheet.getByText('核定：同意').waitFor();
    for (const part of ['同意，材料齐全', id, '版本 2', 'guidang/records', fingerprint.slice(0, 16)]) {
      await sheet.getByText(part, { exact: false }).first().waitFor();
    }
    expect(await violationsOf(page)).toEqual([]);
    await button(page, '签署并提交').dblclick();
    await page.getByText('已办理，并写入账本').waitFor();
    const decisions = await decisionsOf(id);
    expect(decisions).toHaveLength(1);
    expect(decisions[0]?.officer).toMatchObject({ officer: eastDecider.id, certificate: fingerprint });
  });

  it('signs nothing in place of what was typed: another opinion', async () => {
    const id = await acceptedCase();
    await page.route('**/api/v1/contents', async (route) => {
      const answer = (await (await route.fetch()).json()) as { readonly digest: object };
      await route.fulfill({
        status: 201,
        json: { ...answer, digest: { ...answer.digest, value: 'ab'.repeat(32) } },
      });
    });
    await check(id, '同意');
    await button(page, '签署并提交').click();
    await page.getByText('网关所存文本与您的意见不一致，未签署任何内容').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await decisionsOf(id)).toEqual([]);
  });
});
