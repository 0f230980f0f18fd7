// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
import { agree } from '../../scripts/demo/steps/agreement';
import { namedAfterContent } from '../../scripts/demo/steps/governance';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, hostile, press, take } from '../support/counter';
import { Workplace } from '../support/workplace';

/** Each would leave a mark if it ran: an element, an attribute's end, an address, a template, the end of a script. */
const attacks = [
  `"><svg onload=alert(1)>${hostile}'-alert(1)-'`,
  'javascript:alert(1)',
  '</script><script>alert(1)</script>{{7*7}}${alert(1)}',
] as const;
/** Every mark of them in one text that fits a name. */
const attack = `"><svg onload=alert(1)></script><script>alert(1)</script>${hostile}`;
const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };

const { acceptance: _, ...shared } = realEstateTransfer;
const matter: MatterDefinition = {
  ...shared,
  id: '99071590000199',
  name: attack,
  materials: [{ code: 'note', name: attack, required: true, accepts: ['content'] }],
  steps: [{ code: 'decide', name: attack, role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  outcomes: [],
};

let browser: Browser;
let workplace: Workplace;

/** Nothing ran: no dialog, no violation of the policy, no element or handler that a text has brought. */
async function expectHarmless({ page, complaints }: WatchedPage): Promise<void> {
  expect(
    await page.evaluate(
      'document.querySelectorAll(\'svg[onload], [onerror], img[src=x], main script, a[href^="javascript:" i]\').length',
    ),
  ).toBe(0);
  const lines = await complaints();
  expect(lines.filter((line) => !/Failed to load resource/.test(line))).toEqual([]);
}

describeBrowser('what outsiders write into fields', () => {
  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    const proposal = namedAfterContent([{ kind: 'matter', definition: matter }]);
    await agree(workplace.stage, { proposal, about: 'a matter with hostile names' });
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  function watchDialogs({ page }: WatchedPage): string[] {
    const dialogs: string[] = [];
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    return dialogs;
  }

  it.each(attacks)('leads nowhere in an address: %s', async (text) => {
    const written = encodeURIComponent(text);
    const opened = await workplace.openAs(browser, officers.eastAcceptor, '/app', desk);
    const dialogs = watchDialogs(opened);
    for (const path of [
      `/verify?licence=${written}`,
      `/v/${written}`,
      `/log?receipt=${written}`,
      `/?lang=${written}`,
      `/problems/${written}`,
      `/${written}`,
      `/auth/sign-in?return=${written}`,
      `/app/cases/${written}`,
      `/app/licences/${written}`,
      `/app?state=${written}&after=${written}&q=${written}`,
      `/app/history?type=${written}`,
      `/app/intake?step=${written}`,
      `/app/${written}`,
    ]) {
      await opened.page.goto(workplace.gateway.url + path);
      // Not while the workplace is still empty, or reading: what is not shown yet runs nothing either.
      if (path.startsWith('/app')) {
        await opened.page.locator('h1, [role="alert"]').first().waitFor();
        await opened.page.getByText('正在读取').first().waitFor({ state: 'detached' });
      }
      await expectHarmless(opened);
    }
    // The box that knows every identifier says what is wrong with one.
    await opened.page.goto(`${workplace.gateway.url}/app`);
    await opened.page.getByRole('textbox', { name: '编号、代码' }).fill(text);
    await opened.page.keyboard.press('Enter');
    await opened.page.getByText('这不是本系统所知的编号或代码').waitFor();
    await expectHarmless(opened);
    expect(dialogs).toEqual([]);
    await opened.page.context().close();
  });

  it('is text wherever it is shown: names of matters, materials, steps, people, cases; contents and opinions', async () => {
    const clerk = await workplace.stage.as(officers.eastAcceptor);
    const content = Buffer.from(`<!doctype html><title>x</title><script>alert(1)</script>${attack}`);
    const digest = { algorithm: 'sha256', value: createHash('sha256').update(content).digest('hex') };
    await clerk.send('/api/v1/contents', content, { 'Content-Type': 'text/html' });
    const { id } = await clerk.post<{ id: string }>('/api/v1/cases', {
      number: hostile,
      matter: matter.id,
      applicant: { organisation: departments.eastMarket.code },
      materials: [
        {
          code: 'note',
          source: { content: { digest, bytes: content.length, mediaType: 'text/html', role: 'scan' } },
        },
      ],
    });
    const path = `/app/cases/${encodeURIComponent(id)}`;
    const opened = await workplace.openAs(browser, officers.eastAcceptor, '/app', desk);
    const dialogs = watchDialogs(opened);
    const { page } = opened;
    await page.getByRole('link', { name: hostile }).first().waitFor();
    await expectHarmless(opened);
    await page.goto(workplace.gateway.url + path);
    await page.getByRole('heading', { name: hostile }).waitFor();
    await page.getByText(attack).first().waitFor();
    await press(button(page, /^查阅/).first());
    // A document that could run is saved, and never shown.
    await page.getByRole('link', { name: /^保存/ }).first().waitFor();
    expect(await page.locator('pre, iframe').count()).toBe(0);
    await expectHarmless(opened);
    await take(page, { name: '受理' });
    const decider = await workplace.openAs(browser, officers.eastDecider, path, desk);
    await take(decider.page, { name: attack, opinion: attack });
    await press(button(decider.page, /^查阅.* 意见/));
    await decider.page.locator('pre').getByText(attack).waitFor();
    await expectHarmless(decider);
    // The matter itself, with what its checker finds of it.
    await decider.page.goto(`${workplace.gateway.url}/app/matters/${matter.id}`);
    await decider.page.getByRole('heading', { name: '事项检查结果' }).waitFor();
    await decider.page.getByText('该材料没有任何用处').waitFor();
    await expectHarmless(decider);
    const intake = await workplace.openAs(browser, officers.eastAcceptor, '/app/intake', desk);
    await intake.page.getByText(attack).first().waitFor();
    await expectHarmless(intake);
    expect(dialogs).toEqual([]);
    for (const { page: each } of [opened, decider, intake]) await each.context().close();
  });

  it.each(['2024/0001#3', '100%25?a=1&b=/../x', '〔2024〕第 3 号'])(
    'a case number is no path: %s is opened from the queue, and after a reload',
    async (number) => {
      const clerk = await workplace.stage.as(officers.eastAcceptor);
      await clerk.post('/api/v1/cases', {
        number,
        matter: matter.id,
        applicant: { organisation: departments.eastMarket.code },
        materials: [],
      });
      const { page } = await workplace.openAs(browser, officers.eastAcceptor, '/app', desk);
      await press(page.getByRole('link', { name: number, exact: true }));
      await page.getByRole('heading', { name: number }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: number }).waitFor();
      await page.context().close();
    },
  );
});
