// SPDX-License-Identifier: Apache-2.0
import { dateOf } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, governors, officers } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { storeFile } from '../../scripts/demo/steps/files';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, press } from '../support/counter';
import { Workplace } from '../support/workplace';

const definition: MatterDefinition = {
  id: '99071590000306',
  name: '告知承诺事项',
  owner: 'east',
  materials: [{ code: 'conditions', name: '符合条件的声明', required: true, accepts: ['promise'] }],
  acceptance: { creditClear: 'applicant', kinds: ['false-promise'] },
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

const organisation = departments.westLand.code;
const basis = 'administrative-licensing-law:42';
const desk = { locale: 'zh-CN', viewport: { width: 1366, height: 768 } };
const phone = { locale: 'en', viewport: { width: 390, height: 844 } };

async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
  expect(await violationsOf(page)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
  expect(await complaints()).toEqual([]);
}

/** Looks at the credit entries of the body, as often as it is asked. */
async function consult(page: Page): Promise<void> {
  await page.getByLabel('A body').check();
  await page.getByLabel('Unified code').fill(organisation);
  await page.getByLabel(/^What/).selectOption('credit');
  await page.getByLabel('Purpose', { exact: true }).selectOption('case-review');
  await page.getByLabel('Legal basis', { exact: true }).selectOption(basis);
  await press(button(page, 'Record the use, and show'));
}

describeBrowser('credit', () => {
  let browser: Browser;
  let workplace: Workplace;
  let id: string;
  let path: string;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    const { stage } = workplace;
    await (await stage.as(governors.east)).post('/api/v1/matters', definition);
    const clerk = await stage.as(officers.eastAcceptor);
    const bytes = Buffer.from('我承诺符合条件。');
    const promise = await storeFile(clerk, { code: 'conditions', mediaType: 'text/plain', bytes });
    ({ id } = await clerk.post<{ id: string }>('/api/v1/cases', {
      number: 'CN-1',
      matter: definition.id,
      applicant: { organisation },
      materials: [{ code: 'conditions', source: { promise } }],
    }));
    path = `/app/cases/${encodeURIComponent(id)}`;
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it('is entered from the case of the promise, stands in its way, and is lifted in the dossier', async () => {
    const decider = await workplace.openAs(browser, officers.eastDecider, path, desk);
    const { page } = decider;
    // What is promised, and not proven, is seen to be so.
    await page.getByText(/^告知承诺 · sha256/).waitFor();
    await press(button(page, '记入信用记录'));
    await page.getByLabel('认定').selectOption({ label: '虚假承诺' });
    await page.getByLabel('记录编号').fill('XY-2026-1');
    await page.getByLabel('法律依据', { exact: true }).selectOption(basis);
    await page.getByLabel('起日', { exact: true }).fill(dateOf(new Date().toISOString()));
    await expectSound(decider);
    // After a reload it is all there, and can be signed before the code book has come again.
    await page.route('**/registry/bases*', () => undefined);
    await page.reload();
    await page.getByLabel('记录编号').waitFor();
    expect(await page.getByLabel('记录编号').inputValue()).toBe('XY-2026-1');
    await press(button(page, '签署前核对'));
    await page.getByText('直至修复', { exact: true }).waitFor();
    await page.locator('form').getByText(organisation, { exact: true }).waitFor();
    await page.getByText(`${id} · ${definition.name}`).waitFor();
    await expectSound(decider);
    await press(button(page, '签署并提交'));
    await page.getByText('已办理，并写入账本').waitFor();
    await page.context().close();

    const clerk = await workplace.openAs(browser, officers.eastAcceptor, path, desk);
    const missing = '申请人没有有效的虚假承诺信用记录（目前：虚假承诺）';
    await clerk.page.getByRole('listitem').filter({ hasText: missing }).waitFor();
    // Whoever takes applications in judges no promises.
    expect(await button(clerk.page, '记入信用记录').count()).toBe(0);
    await clerk.page.context().close();

    // Another department sees it as it stands, and lifts nothing.
    const stranger = await workplace.openAs(browser, officers.westDecider, '/app/dossier', phone);
    await consult(stranger.page);
    const seen = stranger.page.getByRole('row').filter({ hasText: 'XY-2026-1' });
    await seen.getByText('in force').waitFor();
    expect(await seen.getByRole('button', { name: 'Lift (credit repaired)' }).count()).toBe(0);
    await stranger.page.context().close();

    // The case itself is shown to them once that is recorded too.
    const reader = await workplace.openAs(browser, officers.westDecider, path, phone);
    await press(button(reader.page, /^Look at this case of another department/));
    await reader.page.getByLabel('Purpose', { exact: true }).selectOption('case-review');
    await reader.page.getByLabel('Legal basis', { exact: true }).selectOption(basis);
    await press(button(reader.page, 'Record the use, and show'));
    await reader.page.getByText(definition.name, { exact: true }).waitFor();
    await reader.page.getByText(/^promise · sha256/).waitFor();
    expect(await violationsOf(reader.page)).toEqual([]);
    await reader.page.context().close();

    const registrar = await workplace.openAs(browser, officers.eastRegistrar, '/app/dossier', phone);
    const dossier = registrar.page;
    await consult(dossier);
    const row = dossier.getByRole('row').filter({ hasText: 'XY-2026-1' });
    await row.getByText('in force').waitFor();
    await row.getByText(/false promise · from .* until it is lifted/).waitFor();
    await row.getByText('get the receipt').waitFor();
    await press(row.getByRole('button', { name: 'Lift (credit repaired)' }));
    await row.getByLabel('Legal basis', { exact: true }).selectOption(basis);
    await expectSound(registrar);
    await press(row.getByRole('button', { name: 'Check before signing' }));
    await press(row.getByRole('button', { name: 'Sign and send' }));
    await row.getByText('Done, and recorded on the ledger').waitFor();
    await expectSound(registrar);
    await dossier.reload();
    await consult(dossier);
    await row.getByText(/^lifted$/).waitFor();
    expect(await row.getByRole('button', { name: 'Lift (credit repaired)' }).count()).toBe(0);
    await dossier.context().close();
  });
});
