// SPDX-License-Identifier: Apache-2.0
import { companyOfficers } from '@guidang/chaincode/sample';
import { companyPapers } from './files/company-papers';
import type { Stage } from './stage';
import { forTheCitizen } from './steps/citizen';
import { agreeOnCompanySetup } from './steps/company-agreement';
import { applyOnce } from './steps/joint-application';
import { expectEnded, handleParts } from './steps/joint-parts';
import { jointReceipts } from './steps/receipts';

/** 企业开办一件事: one application at one window, four departments of two organisations. */
export async function companySetUp(stage: Stage): Promise<void> {
  // First: see the other demo.
  const papers = await companyPapers();

  const matter = await agreeOnCompanySetup(stage);
  const joint = await applyOnce(stage, matter, papers);
  const parts = await handleParts(stage, joint);
  const ended = await expectEnded(stage, joint, parts);
  const window = await stage.as(companyOfficers.window);
  await forTheCitizen(stage, { reader: window, case: ended.case }, parts);
  await jointReceipts(stage, ended);
}
