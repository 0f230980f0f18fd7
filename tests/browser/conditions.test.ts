// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, governors, licenceTypes, officers } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
import { violationsOf } from '../support/axe';
import { describeBrowser, startBrowser } from '../support/browser';
import { button, press } from '../support/counter';
import { Workplace } from '../support/workplace';

const definition: MatterDefinition = {
  id: '99071590000305',
  name: '测试事项',
  owner: 'east',
  materials: [
    {
      code: 'title',
      name: '不动产权证书',
      required: true,
      accepts: ['licence'],
      licenceType: licenceTypes.realEstate,
    },
  ],
  acceptance: { attribute: { licence: 'title', name: 'land-right' }, is: ['allotted'] },
  steps: [{ code: 'decide', name: '决定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'WS', retention: 'D30' },
};

describeBrowser('conditions over what a licence says, in the workplace', () => {
  let browser: Browser;
  let workplace: Workplace;
  let id: string;

  beforeAll(async () => {
    [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
    const { stage, estate } = workplace;
    await (await stage.as(governors.east)).post('/api/v1/matters', definition);
    const clerk = await stage.as(officers.eastAcceptor);
    const opened = await clerk.post<{ id: string }>('/api/v1/cases', {
      number: 'C-1',
      matter: definition.id,
      applicant: { organisation: departments.westLand.code },
      materials: [{ code: 'title', source: { licence: estate.certificate } }],
    });
    ({ id } = opened);
  });
  afterAll(async () => {
    await browser.close();
    await workplace.close();
  });

  it.each([
    ['zh-CN', '“不动产权证书”的权利性质为划拨（目前：出让）', '受理', '签署前核对', '签署并提交'],
    [
      'en',
      '权利性质 of “不动产权证书” is 划拨 (now: 出让)',
      'accept',
      'Check before signing',
      'Sign and send',
    ],
  ])('are said by name before an act and when it is refused: %s', async (locale, text, ...buttons) => {
    const viewport = { width: 1366, height: 768 };
    const path = `/app/cases/${encodeURIComponent(id)}`;
    const { page, complaints } = await workplace.openAs(browser, officers.eastAcceptor, path, {
      locale,
      viewport,
    });
    await page.getByRole('listitem').filter({ hasText: text }).waitFor();
    for (const name of buttons) await press(button(page, new RegExp(`^${name}$`)));
    await page.getByRole('alert').getByRole('listitem').filter({ hasText: text }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // A refusal is an answer like any other; browsers call it a failed load.
    expect((await complaints()).filter((each) => !each.includes('Failed to load resource'))).toEqual([]);
    await page.context().close();
  });

  it('stand in the page of the matter', async () => {
    const path = `/app/matters/${definition.id}`;
    const { page } = await workplace.openAs(browser, officers.eastAcceptor, path, { locale: 'zh-CN' });
    await page.getByText('条件：“不动产权证书”的权利性质为划拨').waitFor();
    await page.context().close();
  });
});
