// SPDX-License-Identifier: Apache-2.0
import { shipped } from '../../matter/shipped';
import { companyPapers } from './company-papers';
import { jointPapers } from './joint-papers';
import { newbornPapers } from './newborn-papers';

it.each([
  ['company-setup', companyPapers],
  ['newborn', newbornPapers],
])('are the materials of %s, each once, and the same bytes again', async (matter, set) => {
  const papers = await jointPapers(set);
  expect(papers.map(({ code }) => code)).toEqual(shipped(matter).materials.map(({ code }) => code));
  expect(await jointPapers(set)).toEqual(papers);
  for (const { bytes } of papers) expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
});
