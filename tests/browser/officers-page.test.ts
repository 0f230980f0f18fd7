// SPDX-License-Identifier: Apache-2.0
import { X509Certificate } from 'node:crypto';
import { codeChanges, departments, governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { gatewayServer } from '../../gateway/src/testing/gateway-server';
import type { GatewayServer } from '../../gateway/src/testing/gateway-server';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';

const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };
const dayMs = 86_400_000;

interface Certificate {
  readonly id: string;
  readonly certificate: string;
  readonly status: string;
  readonly reason?: string;
  readonly validUntil: string;
}

describeBrowser('the certificates of officers', () => {
  let browser: Browser;
  let gateway: EmbeddedGateway;
  let server: GatewayServer;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    const reasons = codeChanges.filter(({ book }) => book === 'reason');
    await gateway.consent('reasons', reasons);
    server = await gatewayServer(gateway);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });

  function openAs({ id }: DemoOfficer, how: object, path = '/app/officers'): Promise<WatchedPage> {
    const extraHTTPHeaders = { authorization: `Bearer ${id}` };
    return openPage(browser, server.url + path, { ...how, extraHTTPHeaders });
  }

  async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
  }

  async function certificatesOf(organisation: string): Promise<readonly Certificate[]> {
    await gateway.reach();
    const path = `/registry/officers?organisation=${organisation}&limit=200`;
    const { body } = await server.ask(officers.auditor, path);
    return body?.['items'] as Certificate[];
  }

  /** The row of an officer, who has one. */
  function row(page: Page, { id }: Pick<DemoOfficer, 'id'>): ReturnType<Page['locator']> {
    return page.locator('tr', { has: page.getByRole('rowheader', { name: id, exact: true }) });
  }

  it('are listed for a governor, who revokes one at once, having seen what is signed', async () => {
    const watched = await openAs(governors.east, desk, '/app');
    const { page } = watched;
    // A governor has no department, whose cases the workplace would begin with.
    await page.getByRole('heading', { name: '人员证书' }).waitFor();
    await page.getByRole('link', { name: '人员证书' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/officers');
    const { eastRegistrar } = officers;
    const gone = row(page, eastRegistrar);
    await gone.getByText('登簿', { exact: true }).waitFor();
    await gone.getByText('有效', { exact: true }).waitFor();
    const { length } = await certificatesOf('east');
    await page.getByRole('link', { name: `有效 (${length})` }).waitFor();
    expect(await row(page, officers.westDecider).count()).toBe(0);
    await expectSound(watched);
    await press(button(page, `吊销 ${eastRegistrar.id}`));
    await page.getByLabel('理由').selectOption({ label: '离岗' });
    await press(button(page, '签署前核对'));
    await page.getByText('吊销证书（立即生效，不可恢复）').waitFor();
    const known = (await certificatesOf('east')).find(({ id }) => id === eastRegistrar.id);
    await page
      .locator('.check code')
      .getByText(known?.certificate ?? '-')
      .waitFor();
    await expectSound(watched);
    await button(page, '签署并提交').dblclick();
    await gone.waitFor({ state: 'detached' });
    await press(page.getByRole('link', { name: '已失效 (1)' }));
    expect(new URL(page.url()).search).toBe('?show=over');
    await gone.getByText('已吊销').waitFor();
    expect(await button(page, `吊销 ${eastRegistrar.id}`).count()).toBe(0);
    await expectSound(watched);
    const revoked = (await certificatesOf('east')).filter(({ status }) => status === 'revoked');
    expect(revoked).toMatchObject([{ id: eastRegistrar.id, reason: 'left-office' }]);
    await page.context().close();
  });

  it('one that an officer has brought is registered by its fingerprint, in English, on a phone', async () => {
    const newcomer = { id: 'east-newcomer', organisation: 'east', department: departments.eastLand.code };
    const { identity } = await gateway.context.officers.enrol({ ...newcomer, roles: ['reviewer'] });
    const pem = identity.certificatePem;
    const watched = await openAs(governors.east, phone);
    const { page } = watched;
    await press(button(page, 'Register a certificate'));
    const field = page.getByLabel('Certificate (PEM)');
    for (const wrong of ['nothing', '-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----']) {
      await field.fill(wrong);
      await press(button(page, 'Check before signing'));
      await page.getByText('This is no certificate in PEM').waitFor();
    }
    await field.fill(pem);
    await press(button(page, 'Check before signing'));
    const fingerprint = new X509Certificate(pem).fingerprint256.replaceAll(':', '').toLowerCase();
    await page.locator('.check code').getByText(fingerprint, { exact: true }).waitFor();
    await expectSound(watched);
    await button(page, 'Sign and send').dblclick();
    await row(page, newcomer).getByText('reviewer').waitFor();
    await page.getByText('Done, and recorded on the ledger in block').waitFor();
    await expectSound(watched);
    // It is there once; brought again, it is refused, and the page says so.
    const entered = (await certificatesOf('east')).filter(({ id }) => id === newcomer.id);
    expect(entered).toMatchObject([{ certificate: fingerprint, status: 'active' }]);
    await field.fill(`${pem}\n`);
    await press(button(page, 'Check before signing'));
    await press(button(page, 'Sign and send'));
    await page.getByRole('alert').waitFor();
    await page.context().close();
  });

  it('says which end within thirty days, and which have ended', async () => {
    const ends = (await certificatesOf('west')).map(({ validUntil }) => Date.parse(validUntil));
    const first = Math.min(...ends);
    const soon = ends.filter((end) => end - (first - dayMs) < 30 * dayMs).length;
    const watched = await openAs(governors.west, phone, '/app/key');
    const { page } = watched;
    await page.clock.setFixedTime(first - dayMs);
    await page.goto(`${server.url}/app/officers?show=soon`);
    await page.getByRole('link', { name: `Ends within 30 days (${soon})` }).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(soon);
    await expectSound(watched);
    await page.clock.setFixedTime(Math.max(...ends));
    await page.reload();
    await page.getByText('There are no such certificates.').waitFor();
    await press(page.getByRole('link', { name: `Not in force any more (${ends.length})` }));
    await page.getByText('ended', { exact: true }).first().waitFor();
    await page.context().close();
  });

  it('are shown to others without a way to change them', async () => {
    const watched = await openAs(officers.eastDecider, desk);
    const { page } = watched;
    await page.getByText('人员证书由本机构治理员登记和吊销').waitFor();
    await row(page, officers.eastDecider).getByText('决定', { exact: true }).waitFor();
    expect(await button(page, /^吊销|^登记证书/).count()).toBe(0);
    expect(await page.getByRole('link', { name: '人员证书' }).count()).toBe(0);
    await expectSound(watched);
    await page.context().close();
  });
});
