// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { officers, realEstateTransfer } from '@guidang/chaincode/sample';
import { RunningCase } from '../scripts/demo/running-case';
import { startBrowser } from './support/browser';
import { Workplace } from './support/workplace';

const looks = [
  { name: 'zh-1366', locale: 'zh-CN', viewport: { width: 1366, height: 768 } },
  { name: 'en-390', locale: 'en', viewport: { width: 390, height: 844 } },
] as const;

async function main(): Promise<void> {
  const [folder] = process.argv.slice(2);
  if (folder === undefined) throw new Error('usage: npm run screenshots -- FOLDER');
  mkdirSync(folder, { recursive: true });
  const [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  try {
    const clerk = await workplace.stage.as(officers.eastAcceptor);
    const { id } = await RunningCase.open(clerk, {
      number: 'T-1',
      matter: realEstateTransfer.id,
      applicant: workplace.parties.buyer,
      object: workplace.estate.parcel,
      materials: [{ code: 'title-certificate', source: { licence: workplace.estate.certificate } }],
    });
    const pages = { queue: '/app', case: `/app/cases/${id}`, intake: '/app/intake' };
    for (const { name, ...look } of looks) {
      for (const [page, path] of Object.entries(pages)) {
        const opened = await workplace.openAs(browser, officers.eastAcceptor, path, look);
        // Everything that the page asks for has come; the stream of events goes on.
        await opened.page.getByRole('heading', { level: 1 }).waitFor();
        await opened.page.getByText(/正在读取|Loading/).waitFor({ state: 'detached' });
        await opened.page.screenshot({ path: join(folder, `${page}-${name}.png`), fullPage: true });
        await opened.page.context().close();
      }
    }
  } finally {
    await browser.close();
    await workplace.close();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
