// SPDX-License-Identifier: Apache-2.0
import type { Browser } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';
import { secretOf } from '../support/identity-provider';
import { IssuerVenue } from '../support/issuer-venue';

const inChinese = {
  how: { locale: 'zh-CN', viewport: { width: 1366, height: 768 } },
  signOut: '退出登录',
  everywhere: '您已退出本网关，并已经过所在机构的统一退出。',
};
const inEnglish: typeof inChinese = {
  how: { locale: 'en', viewport: { width: 390, height: 844 } },
  signOut: 'Sign out',
  everywhere: 'You are signed out here, and your organisation has sent you back from its own sign-out.',
};

describeBrowser('the sign-out of who signed in at an issuer', () => {
  let browser: Browser;
  let venue: IssuerVenue;

  beforeAll(async () => {
    [browser, venue] = await Promise.all([startBrowser(), IssuerVenue.start()]);
  });
  afterAll(async () => {
    await browser.close();
    await venue.close();
  });

  async function signedIn(returnTo: string, how: object): Promise<WatchedPage> {
    const address = `${venue.url}/auth/sign-in?return=${encodeURIComponent(returnTo)}`;
    const watched = await openPage(browser, address, how);
    const { page } = watched;
    await page.getByLabel('Officer').fill('clerk');
    await page.getByLabel('Secret').fill(secretOf('clerk'));
    await press(button(page, '登录'));
    await page.waitForURL((url) => url.origin === venue.url && url.pathname === returnTo);
    return watched;
  }

  it.each([
    ['the workplace', '/app', inChinese],
    ['the page that needs no script', '/auth/sign-in', inEnglish],
  ])('leads on to the issuer and back, from %s', async (_, from, say) => {
    const { page, complaints } = await signedIn('/app', say.how);
    if (from !== '/app') await page.goto(venue.url + from);
    await press(button(page, say.signOut).first());
    await page.getByRole('heading', { name: '退出登录 · Sign out' }).waitFor();
    expect(new URL(page.url()).origin).not.toBe(venue.url);
    await press(button(page, '退出 · Sign out'));
    await page.getByText(say.everywhere).waitFor();
    expect(new URL(page.url()).origin).toBe(venue.url);
    expect(await violationsOf(page)).toEqual([]);
    // No form of ours was stopped by the policy on its way.
    expect((await complaints()).filter((line) => /policy|form-action/i.test(line))).toEqual([]);
    await page.goto(`${venue.url}/app`);
    await page.getByText(/尚未登录|You are not signed in/).waitFor();
    await page.context().close();
  });
});
