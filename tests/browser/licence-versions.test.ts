// SPDX-License-Identifier: Apache-2.0
import { issueLicence, resumeLicence, suspendLicence } from '@guidang/chaincode/commands';
import { codeChanges, licenceTypes, officers, regions } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
import { versionsShown } from '../../gateway/src/application/licence/versions';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { gatewayServer } from '../../gateway/src/testing/gateway-server';
import type { GatewayServer } from '../../gateway/src/testing/gateway-server';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';

const { eastMarketDecider, westVerifier, auditor } = officers;

const inChinese = {
  how: { locale: 'zh-CN', viewport: { width: 1366, height: 768 } },
  show: '查看历次版本',
  willBe: '账本将记录您使用了该证照的详情（含历次版本）',
  purpose: '用途',
  basis: '法律依据',
  record: '登记使用并查看',
  older: '更早的版本',
  suspended: '暂扣',
  changed: '状态变更',
  basisName: '《民法典》第二百一十二条',
  now: '至今',
};
const inEnglish: typeof inChinese = {
  how: { locale: 'en', viewport: { width: 390, height: 844 } },
  show: 'Show all versions',
  willBe: 'those that it had before too',
  purpose: 'Purpose',
  basis: 'Legal basis',
  record: 'Record the use, and show',
  older: 'Show older versions',
  suspended: 'suspended',
  changed: 'status changed',
  basisName: 'Civil Code, art. 212',
  now: 'now',
};

describeBrowser('the versions of a licence', () => {
  let browser: Browser;
  let gateway: EmbeddedGateway;
  let server: GatewayServer;
  let identifier: string;
  /** One more than a page shows. */
  const newest = versionsShown + 1;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    const books = codeChanges.filter(({ book }) => book === 'purpose' || book === 'basis');
    await gateway.consent('books', books);
    const { result } = await gateway.give(eastMarketDecider, issueLicence, {
      type: licenceTypes.foodBusiness,
      region: regions.east,
      holders: [{ organisation: '91999999000000086B' }],
      validFrom: '2026-11-01',
    });
    identifier = result['identifier'];
    const why = { reason: 'inspection', basis: 'civil-code:212' };
    for (let version = 1; version < newest; version += 1) {
      const command = version % 2 === 1 ? suspendLicence : resumeLicence;
      await gateway.give(eastMarketDecider, command, { identifier, version, ...why });
    }
    server = await gatewayServer(gateway);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });

  async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
  }

  async function countUses(): Promise<number> {
    await gateway.reach();
    const { body } = await server.ask(auditor, `/licences/${identifier}/history?limit=200`);
    return (body?.['items'] as { type: string }[]).filter(({ type }) => type === 'licence.used').length;
  }

  it.each([inChinese, inEnglish])('are listed once their use is recorded: %j', async (say) => {
    const before = await countUses();
    const address = `${server.url}/app/licences/${identifier}`;
    const extraHTTPHeaders = { authorization: `Bearer ${westVerifier.id}` };
    const watched = await openPage(browser, address, { ...say.how, extraHTTPHeaders });
    const { page } = watched;
    await press(button(page, say.show));
    await page.getByText(say.willBe).waitFor();
    await expectSound(watched);
    await page.getByLabel(say.purpose, { exact: true }).selectOption('case-review');
    await page.getByLabel(say.basis, { exact: true }).selectOption('civil-code:212');
    await press(button(page, say.record));
    const row = (version: number): ReturnType<typeof page.locator> =>
      page.locator('tr', {
        has: page.getByRole('rowheader', { name: String(version), exact: true }),
      });
    await row(newest).getByText(say.now).waitFor();
    const former = row(newest - 1);
    await former.getByText(say.suspended, { exact: true }).waitFor();
    await former
      .getByText(new RegExp(`${say.changed} · ${eastMarketDecider.id} · inspection · ${say.basisName}`))
      .waitFor();
    expect(await former.getByText(say.now).count()).toBe(0);
    expect(await row(1).count()).toBe(0);
    await expectSound(watched);
    await press(button(page, say.older));
    await row(1).waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(newest);
    expect(await button(page, say.older).count()).toBe(0);
    await expectSound(watched);
    // Each page is a use of its own.
    expect(await countUses()).toBe(before + 2);
    await page.context().close();
  });
});
