// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { codeChanges, officers } from '@guidang/chaincode/sample';
import type { DemoOfficer } from '@guidang/chaincode/sample';
import type { Browser } from 'playwright-core';
import { EmbeddedGateway } from '../../gateway/src/testing/embedded-gateway';
import { gatewayServer } from '../../gateway/src/testing/gateway-server';
import type { GatewayServer } from '../../gateway/src/testing/gateway-server';
import { violationsOf } from '../support/axe';
import { describeBrowser, openPage, startBrowser } from '../support/browser';
import type { WatchedPage } from '../support/browser';
import { button, hostile, press } from '../support/counter';

const { eastAcceptor, eastReviewer, eastDecider } = officers;
/** One of the department of the case, whose role handles no case. */
const archivist: DemoOfficer = { ...eastAcceptor, id: 'east-land-archivist', roles: ['archivist'] };

const matter: MatterDefinition = {
  id: '99071590000103',
  name: '测试事项',
  materials: [
    { code: 'application', name: '申请书', required: true, accepts: ['content', 'promise'] },
    { code: 'plan', name: '图纸', required: false, accepts: ['content'] },
  ],
  steps: [
    { code: 'review', name: '审查', role: 'reviewer', gives: 'review' },
    { code: 'decide', name: '决定', role: 'decider', gives: 'granted' },
  ],
  completion: { decided: 'decide', as: 'approve' },
  workingDays: 7,
  outcomes: [],
  archive: { category: 'ZY·BDC', retention: 'Y' },
};

interface Ended {
  readonly id: string;
  readonly record: string;
}

const inChinese = {
  how: { locale: 'zh-CN', viewport: { width: 1366, height: 768 } },
  ended: '本件已办结',
  open: '查阅',
  purpose: '用途',
  basis: '法律依据',
  opened: '已查阅，并已登记',
  opinion: '审查 意见',
  replaced: '申请书 已替换的文件',
};
const inEnglish: typeof inChinese = {
  how: { locale: 'en', viewport: { width: 390, height: 844 } },
  ended: 'The case has ended',
  open: 'Open',
  purpose: 'Purpose',
  basis: 'Legal basis',
  opened: 'Opened; the reading is recorded',
  opinion: '审查 Opinion',
  replaced: '申请书 Replaced files',
};

describeBrowser('a case that has ended, in the workplace', () => {
  let browser: Browser;
  let gateway: EmbeddedGateway;
  let server: GatewayServer;

  beforeAll(async () => {
    gateway = await EmbeddedGateway.seeded();
    const books = codeChanges.filter(({ book }) => book === 'purpose' || book === 'basis');
    await gateway.consent('matter', [...books, { kind: 'matter', definition: matter }]);
    await gateway.register(archivist);
    server = await gatewayServer(gateway, [archivist]);
    browser = await startBrowser();
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
    await gateway.close();
  });

  async function sent(by: DemoOfficer, path: string, body: object): Promise<Record<string, unknown>> {
    const answer = await server.ask(by, path, { body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.text}`);
    await gateway.reach();
    return answer.body ?? {};
  }

  async function stored(by: DemoOfficer, text: string): Promise<object> {
    const headers = { 'Content-Type': 'text/plain' };
    const { body } = await server.ask(by, '/contents', { body: Buffer.from(text), headers });
    return {
      digest: body?.['digest'],
      bytes: Buffer.byteLength(text),
      mediaType: 'text/plain',
      role: 'scan',
    };
  }

  /** A promise, given in the place of a file, and a plan. */
  async function opened(number: string): Promise<string> {
    const first = { code: 'application', source: { content: await stored(eastAcceptor, 'too early') } };
    const promise = { code: 'application', source: { promise: await stored(eastAcceptor, 'I promise') } };
    const plan = { code: 'plan', source: { content: await stored(eastAcceptor, hostile) } };
    const { id } = await sent(eastAcceptor, '/cases', {
      number,
      matter: matter.id,
      applicant: { organisation: '91999999000000086B' },
      materials: [first],
    });
    await sent(eastAcceptor, `/cases/${String(id)}/materials`, { version: 1, materials: [promise, plan] });
    return String(id);
  }

  async function refused(): Promise<Ended> {
    const id = await opened('E-refused');
    await sent(eastAcceptor, `/cases/${id}/transitions`, { version: 2, transition: 'accept' });
    const { digest } = (await stored(eastReviewer, `no: ${hostile}`)) as { readonly digest: object };
    const refusal = { step: 'review', result: 'refuse', reason: 'condition-unmet', opinion: digest };
    const { record } = await sent(eastReviewer, `/cases/${id}/decisions`, { version: 3, ...refusal });
    return { id, record: String(record) };
  }

  async function withdrawn(): Promise<Ended> {
    const id = await opened('E-withdrawn');
    const withdrawal = { version: 2, transition: 'withdraw', reason: 'by-applicant' };
    const { record } = await sent(eastAcceptor, `/cases/${id}/transitions`, withdrawal);
    return { id, record: String(record) };
  }

  function openAs({ id: officer }: DemoOfficer, path: string, how: object): Promise<WatchedPage> {
    const extraHTTPHeaders = { authorization: `Bearer ${officer}` };
    return openPage(browser, server.url + path, { ...how, extraHTTPHeaders });
  }

  async function expectSound({ page, complaints }: WatchedPage): Promise<void> {
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    expect(await complaints()).toEqual([]);
  }

  async function accesses(path: string): Promise<Record<string, unknown>[]> {
    await gateway.reach();
    const { body } = await server.ask(officers.archivist, path);
    return body?.['items'] as Record<string, unknown>[];
  }

  it.each([
    ['refused', refused, inChinese],
    ['withdrawn', withdrawn, inEnglish],
  ])('opens its materials by its record, for a purpose that is said: %s', async (_, made, say) => {
    const { id, record } = await made();
    const watched = await openAs(eastDecider, `/app/cases/${id}`, say.how);
    const { page } = watched;
    await page.getByText(say.ended).waitFor();
    const open = (name: string): ReturnType<typeof button> => button(page, `${say.open} ${name}`);
    // Before it is said why, nothing can be opened.
    expect(await open('图纸').isDisabled()).toBe(true);
    await expectSound(watched);
    await page.getByLabel(say.purpose, { exact: true }).selectOption('case-review');
    await page.getByLabel(say.basis, { exact: true }).selectOption('archives-law:28');
    await press(open('图纸'));
    await page.locator('pre').getByText(hostile).waitFor();
    await press(open('申请书').first());
    await page.locator('pre').getByText('I promise').waitFor();
    const read = await accesses(`/records/${record}/accesses`);
    expect(read).toHaveLength(2);
    for (const access of read) {
      expect(access).toMatchObject({
        type: 'record.accessed',
        purpose: 'case-review',
        basis: 'archives-law:28',
        officer: { officer: eastDecider.id },
      });
    }
    await press(open(say.replaced));
    await page.locator('pre').getByText('too early').waitFor();
    expect(await page.getByText(say.opened).count()).toBe(3);
    await expectSound(watched);
    await page.context().close();
  });

  it('opens the opinion by which it was refused to who handles cases, and says to others that it does not', async () => {
    const { body } = await server.ask(eastReviewer, '/cases?state=refused');
    const [{ id } = { id: '' }] = body?.['items'] as { readonly id: string }[];
    const { how, open, opinion } = inEnglish;
    const [decider, other] = [
      await openAs(eastDecider, `/app/cases/${id}`, how),
      await openAs(archivist, `/app/cases/${id}`, how),
    ];
    for (const { page } of [decider, other]) await press(button(page, `${open} ${opinion}`));
    await decider.page.locator('pre').getByText(`no: ${hostile}`).waitFor();
    await other.page.getByRole('alert').waitFor();
    expect(await other.page.locator('pre').count()).toBe(0);
    await expectSound(decider);

    for (const { page } of [decider, other]) await page.context().close();
  });
});
