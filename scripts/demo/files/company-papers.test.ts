// SPDX-License-Identifier: Apache-2.0
import { shipped } from '../../matter/shipped';
import { companyPapers } from './company-papers';

it('are the materials of the matter, each once, and the same bytes again', async () => {
  const papers = await companyPapers();
  expect(papers.map(({ code }) => code)).toEqual(shipped('company-setup').materials.map(({ code }) => code));
  expect(await companyPapers()).toEqual(papers);
  for (const { bytes } of papers) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});
