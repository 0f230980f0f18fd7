// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buyer, departments, governors, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { LedgerPosition } from '../../scripts/api-client';
import { networkVenue, placeOf } from '../../scripts/demo/network-venue';
import { Printer } from '../../scripts/demo/printer';
import { Stage } from '../../scripts/demo/stage';
import { enterPeople } from '../../scripts/demo/steps/people';
import { registerSellerCertificate } from '../../scripts/demo/steps/seller-certificate';
import { executable, startBrowser } from '../support/chromium';
import { button, fillIntake, press, take } from '../support/counter';
import { openPage } from '../support/watched-page';
import type { WatchedPage } from '../support/watched-page';
import { certificateOf } from './officer-cases';
import type { RunningNetwork } from './running-network';

const opinion = '网关停止时正在填写的意见';
const leaver: DemoOfficer = {
  id: 'east-land-page-leaver',
  organisation: 'east',
  department: departments.eastLand.code,
  roles: ['acceptor'],
};

/** How somebody signs in at the identity provider, as the network's folder has it. */
function secretOf({ network }: RunningNetwork, id: string): string {
  const file = readFileSync(join(network.folders.root, 'applications.json'), 'utf8');
  const { officers: known } = JSON.parse(file) as { officers: readonly { id: string; secret: string }[] };
  return known.find((officer) => officer.id === id)?.secret ?? '';
}

/** Opens a page of the gateway of the officer's organisation, who signs in at the identity provider. */
async function enter(
  browser: Browser,
  running: RunningNetwork,
  { id, organisation }: DemoOfficer,
  path = '/app',
): Promise<WatchedPage> {
  const { url } = placeOf(running.network, organisation);
  const address = `${url}/auth/sign-in?return=${encodeURIComponent(path)}`;
  const watched = await openPage(browser, address, inChinese);
  const { page } = watched;
  await page.getByLabel('Officer').fill(id);
  await page.getByLabel('Secret').fill(secretOf(running, id));
  await press(button(page, '登录'));
  await page.waitForURL(url + path);
  return watched;
}

// The network's authorities are known to no browser; that gateways show their certificates is tested by what asks them.
const inChinese = { locale: 'zh-CN', viewport: { width: 1366, height: 768 }, ignoreHTTPSErrors: true };

/** Several people at once, each in a browser of their own, at the gateways of their organisations. */
export function pageCases(running: () => RunningNetwork): void {
  // Required with the suites in a browser; without Chromium skipped, by name.
  const isThere = process.env['GUIDANG_REQUIRE_BROWSER'] === '1' || executable !== undefined;
  (isThere ? describe : describe.skip)('in a browser', () => {
    let browser: Browser;

    beforeAll(async () => {
      browser = await startBrowser();
    });
    afterAll(() => browser.close());

    function open(officer: DemoOfficer, path?: string): Promise<WatchedPage> {
      return enter(browser, running(), officer, path);
    }

    it('sells a house: five officers of one region, through a gateway and a peer that stop, and a verifier of another', async () => {
      const { network, data } = running();
      const stage = new Stage(
        await networkVenue(data, new LedgerPosition()),
        'end',
        new Printer(() => undefined),
      );
      const estate = await registerSellerCertificate(stage, await enterPeople(stage));

      const { page: clerk } = await open(officers.eastAcceptor, '/app/intake');
      await fillIntake(clerk, { name: buyer.name, number: buyer.citizenNumber, ...estate }, true);
      await clerk.getByText('即将签署').waitFor();
      await button(clerk, '签署并收件').dblclick();
      await clerk.getByRole('heading', { name: '办理环节' }).waitFor();
      const path = new URL(clerk.url()).pathname;
      await take(clerk, { name: '受理' });

      // The gateway stops under the form and starts again: what was typed stays, and so does who is signed in.
      const { page: reviewer } = await open(officers.eastReviewer, path);
      await press(button(reviewer, /^初审$/));
      await reviewer.getByLabel('意见').fill(opinion);
      await press(reviewer.getByLabel('本人与本件无利害关系'), 'Space');
      await press(button(reviewer, '签署前核对'));
      await network.kill('east.gateway');
      await press(button(reviewer, '签署并提交'));
      await reviewer.getByText('网关没有应答').waitFor();
      await network.start('east.gateway');
      await reviewer.reload();
      expect(await reviewer.getByLabel('意见').inputValue()).toBe(opinion);
      await press(button(reviewer, '签署前核对'));
      await press(button(reviewer, '签署并提交'));
      await reviewer.getByText('已办理，并写入账本').waitFor();

      const { page: second } = await open(officers.eastSecondReviewer, path);
      await take(second, { name: '复审' });

      // No ledger can be reached: it is said, nothing is lost, and the same act goes on when it is back.
      const { page: decider } = await open(officers.eastDecider, path);
      await press(button(decider, /^核定$/));
      await press(decider.getByLabel('本人与本件无利害关系'), 'Space');
      await press(button(decider, '签署前核对'));
      await network.stop('east.peer');
      await press(button(decider, '签署并提交'));
      await decider.getByRole('alert').getByText('未执行任何操作，请稍候重试').waitFor();
      await network.start('east.peer');
      await press(button(decider, '签署并提交'));
      await decider.getByText('已办理，并写入账本').waitFor();

      // The clerk has the case open, and sees what the registrar has signed elsewhere.
      const { page: registrar } = await open(officers.eastRegistrar, path);
      await take(registrar, { name: '登簿' });
      await addFee(clerk);
      await clerk.getByRole('heading', { name: '办理结果' }).waitFor();
      const issued = await clerk.locator('a[href^="/v/"]').first().getAttribute('href');
      const identifier = new URL(issued ?? '', clerk.url()).pathname.split('/').at(-1) ?? '';

      // Anybody, at another organisation's gateway, and then its verifier, whose use is recorded.
      const west = placeOf(network, 'west').url;
      const { page: anybody } = await openPage(browser, `${west}/v/${identifier}`, inChinese);
      await anybody.getByText('证照有效').first().waitFor();
      const { page: verifier } = await open(officers.westVerifier, `/app/licences/${identifier}`);
      await press(button(verifier, '查看详情'));
      await verifier.getByLabel('用途', { exact: true }).selectOption('case-review');
      await verifier.getByLabel('法律依据', { exact: true }).selectOption('civil-code:212');
      await press(button(verifier, '登记使用并查看'));
      await verifier.getByText(estate.parcel).waitFor();
      for (const page of [clerk, reviewer, second, decider, registrar, anybody, verifier]) {
        await page.context().close();
      }
    });

    it('ends what an officer may do whose certificate is revoked while the page is open', async () => {
      await running().network.addOfficer(leaver);
      const { page } = await open(leaver);
      await page.getByRole('heading', { name: '办件' }).waitFor();
      const governor = await running().as(governors.east);
      const revocation = `/api/v1/registry/officers/${await certificateOf(governor, leaver)}/revocation`;
      await governor.post(revocation, { reason: 'left-office' });
      await page.reload();
      await page.getByText('经办人的证书已在账本上撤销').waitFor();
      // The browser is still another's to use.
      await press(page.getByRole('link', { name: '以其他身份登录' }));
      await page.getByLabel('Secret').waitFor();
      await page.context().close();
    });
  });
}

async function addFee(clerk: Page): Promise<void> {
  await clerk.reload();
  await press(button(clerk, /^补充材料$/));
  await clerk.getByLabel('材料', { exact: true }).selectOption({ label: '缴费收据' });
  await clerk
    .getByLabel(/^选择文件/)
    .setInputFiles({ name: 'fee.txt', mimeType: 'text/plain', buffer: Buffer.from('fee') });
  await button(clerk, /^移除/).waitFor();
  await press(button(clerk, '签署前核对'));
  await press(button(clerk, '签署并提交'));
}
