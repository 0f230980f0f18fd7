// SPDX-License-Identifier: Apache-2.0
import type { MatterDefinition } from '@guidang/chaincode/model';
import { departments, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import type { Browser, Page } from 'playwright-core';
import { retried } from '@guidang/gateway/common/until';
import { ApiProblem } from '../../scripts/api-client';
import { inParallel } from '../../scripts/bench/in-parallel';
import { agree } from '../../scripts/demo/steps/agreement';
import { namedAfterContent } from '../../scripts/demo/steps/governance';
import type { Workplace } from '../support/workplace';
import { repeated, shownAfter } from './in-page';
import type { Measured } from './in-page';

const queue = '/app?show=all';
const boundMs = 150;
const openedAtOnce = 50;
const reportedEach = 1_000;
/** Of so many cases one is accepted, so that the filter has something to leave out. */
const acceptedOneIn = 10;
/** Within which a rate limit is over. */
const rateMs = 5 * 60_000;

const { acceptance: _, ...shared } = realEstateTransfer;
/** A case of it asks for nothing: what is measured is the list. */
const matter: MatterDefinition = {
  ...shared,
  id: '99071590000198',
  name: '业务咨询登记',
  materials: [],
  steps: [{ code: 'decide', name: '核定', role: 'decider', gives: 'granted' }],
  completion: { decided: 'decide', as: 'approve' },
  outcomes: [],
};

/** The queue of a department with so many cases: its first page, what a filter leaves, and the next page. */
export async function measureQueue(
  browser: Browser,
  workplace: Workplace,
  cases: number,
): Promise<readonly Measured[]> {
  await openCases(workplace, cases);
  const { page } = await workplace.openAs(browser, officers.eastAcceptor, queue, { locale: 'en' });
  await page.addInitScript({ content: noteFirstRow });
  const of = async (what: string, act: () => Promise<number>): Promise<Measured> => ({
    what: `queue of ${cases.toLocaleString('en')} cases: ${what}`,
    firstMs: await act(),
    warmMs: await repeated(act),
    boundMs,
  });
  const measured = [
    await of('first page, the workplace opened anew', () => firstPage(page)),
    await of('first page, from another one of the workplace', () => fromElsewhere(page)),
    await of('filter', () => filtered(page)),
    await of('next page', () => nextPage(page)),
  ];
  await page.context().close();
  return measured;
}

async function openCases({ stage }: Workplace, cases: number): Promise<void> {
  const proposal = namedAfterContent([{ kind: 'matter', definition: matter }]);
  await agree(stage, { proposal, about: 'a matter that asks for nothing' });
  const clerk = await stage.as(officers.eastAcceptor);
  // One clerk opens more in a minute than anybody may.
  const post = (path: string, body: object): Promise<{ id: string }> =>
    retried(() => clerk.post<{ id: string }>(path, body), {
      mayPass: (error) => error instanceof ApiProblem && error.code === 'rate-limited',
      timeoutMs: rateMs,
      pause: { firstMs: 1_000, maximumMs: 10_000 },
    });
  await inParallel(Array.from({ length: cases }), openedAtOnce, async (_each, index) => {
    const { id } = await post('/api/v1/cases', {
      number: `Q-${index}`,
      matter: matter.id,
      applicant: { organisation: departments.eastMarket.code },
      materials: [],
    });
    if (index % acceptedOneIn === 0) {
      await post(`/api/v1/cases/${id}/transitions`, { version: 1, transition: 'accept' });
    }
    if (index % reportedEach === 0) console.error(`${index} of ${cases} cases opened`);
  });
}

const noteFirstRow = `
  new MutationObserver((_, observer) => {
    if (document.querySelector('tbody tr') === null) return;
    observer.disconnect();
    firstRowMs = performance.now();
  }).observe(document, { childList: true, subtree: true });`;

/** From the start of a navigation, without a filter, with the scripts that the browser has kept. */
async function firstPage(page: Page): Promise<number> {
  await page.goto(new URL(queue, page.url()).href);
  await page.locator('tbody tr').first().waitFor();
  return page.evaluate<number>('firstRowMs');
}

async function fromElsewhere(page: Page): Promise<number> {
  await page.goto(new URL('/app/verify', page.url()).href);
  await page.locator('nav a[href="/app"]').waitFor();
  return shownAfter(page, {
    act: `document.querySelector('nav a[href="/app"]').click();`,
    shown: `document.querySelector('tbody tr') !== null`,
  });
}

async function filtered(page: Page): Promise<number> {
  await firstPage(page);
  return shownAfter(page, {
    before: `const select = document.querySelector('.filters select'); select.value = 'accepted';`,
    act: `select.dispatchEvent(new Event('change', { bubbles: true }));`,
    shown: `[...document.querySelectorAll('tbody .tag')].every(
      ({ textContent }) => textContent === select.selectedOptions[0].textContent)`,
  });
}

async function nextPage(page: Page): Promise<number> {
  await firstPage(page);
  return shownAfter(page, {
    before: `
      const { length } = document.querySelectorAll('tbody tr');
      const more = [...document.querySelectorAll('button')].find(({ textContent }) => textContent === 'Show more');`,
    act: `more.click();`,
    shown: `document.querySelectorAll('tbody tr').length > length`,
  });
}
