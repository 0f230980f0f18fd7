// SPDX-License-Identifier: Apache-2.0
import { parseArgs } from 'node:util';
import { startBrowser } from '../support/chromium';
import { Workplace } from '../support/workplace';
import { quantile } from '../../scripts/bench/statistics';
import { measureDrops } from './dropped-files';
import type { Measured } from './in-page';
import { measureQueue } from './queue';

const help = `npm run bench:pages [-- --cases N]

Measures in Chromium, on the embedded default of its own: on /verify, from the drop of a file until its verdict stands in
the page; in the workplace, how long the queue of a department takes. Prints a table in Markdown.

  --cases N  in the queue; 0 leaves it out (10,000, which takes minutes to open)
`;

function row({ what, firstMs, warmMs, boundMs }: Measured): string {
  const figures = [firstMs, quantile(warmMs, 0.5), quantile(warmMs, 0.95), boundMs];
  return `| ${what} | ${figures.map((each) => each.toFixed(0)).join(' | ')} |`;
}

async function measure(cases: number): Promise<readonly Measured[]> {
  const [browser, workplace] = await Promise.all([startBrowser(), Workplace.start()]);
  try {
    const drops = await measureDrops(browser, workplace);
    return [...drops, ...(cases === 0 ? [] : await measureQueue(browser, workplace, cases))];
  } finally {
    await browser.close();
    await workplace.close();
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { cases: { type: 'string', default: '10000' }, help: { type: 'boolean' } },
  });
  const cases = Number(values.cases);
  if (values.help === true || !Number.isSafeInteger(cases) || cases < 0) {
    process.stdout.write(help);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const measured = await measure(cases);
  console.log('| what | first in a page, ms | warm, p50, ms | warm, p95, ms | bound, ms |');
  console.log('| --- | --- | --- | --- | --- |');
  for (const each of measured) console.log(row(each));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
