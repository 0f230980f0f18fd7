// SPDX-License-Identifier: Apache-2.0
import { isUnifiedCode } from '@guidang/chaincode/model';
import type { MatterDefinition } from '@guidang/chaincode/model';
import { buyer, companyChanges, jointOfficers } from '@guidang/chaincode/sample';
import { handling } from './cast';
import type { Cast } from './cast';
import { companyPapers } from './files/company-papers';
import { jointPapers } from './files/joint-papers';
import type { Stage } from './stage';
import { forTheCitizen } from './steps/citizen';
import { agreeOnJointMatter } from './steps/joint-agreement';
import { applyOnce } from './steps/joint-application';
import type { JointCase } from './steps/joint-application';
import { handlePart } from './steps/joint-part';
import type { EndedPart } from './steps/joint-part';
import { expectChanged, expectEnded } from './steps/joint-parts';
import { enter, pick } from './steps/people';
import { jointReceipts } from './steps/receipts';

const by = jointOfficers;

export const companyCast: Cast = {
  window: by.marketWindow,
  reader: by.marketRegistrar,
  parts: {
    registration: { acceptor: by.marketWindow, first: by.marketReviewer, second: by.marketRegistrar },
    tax: handling(by.taxReviewer, by.taxRegistrar),
    'social-insurance': handling(by.labourReviewer, by.labourRegistrar),
    seals: handling(by.policeReviewer, by.policeRegistrar),
  },
};

/** 企业开办一件事: one application at one window, four departments of two organisations. */
export async function companySetUp(stage: Stage): Promise<void> {
  // First: see the other demo.
  const papers = await jointPapers(companyPapers);

  const matter = await agreeOnCompanySetUp(stage);
  stage.act('At the window: the founder hands in each paper once, for all departments');
  const joint = await applyOnce(stage, {
    matter,
    cast: companyCast,
    number: `C-${stage.run}`,
    applicant: async (clerk) => ({
      applicant: { organisation: companyCode(stage.run) },
      representative: pick(await enter(clerk, 'the founder', buyer)),
    }),
    papers,
  });
  const parts = await handleParts(stage, joint);
  const ended = await expectEnded(stage, joint, parts);
  await forTheCitizen(stage, { reader: await stage.as(companyCast.window), case: ended.case }, parts);
  await jointReceipts(stage, companyCast, ended);
}

/** Departments, officers, and the matters of the parts and of the whole. @returns the joint matter. */
export function agreeOnCompanySetUp(stage: Stage): Promise<MatterDefinition> {
  return agreeOnJointMatter(stage, {
    changes: companyChanges,
    about: 'three departments, the business licence (营业执照), who issues it, and codes',
    cast: companyCast,
    singles: ['company-registration', 'tax-registration', 'social-insurance-registration', 'seal-filing'],
    joint: 'company-setup',
  });
}

/** Each department handles its part; what follows from its end is in the transaction of that end. */
async function handleParts(stage: Stage, joint: JointCase): Promise<readonly EndedPart[]> {
  stage.act('设立登记: what is issued is at once the material of two other departments');
  const registration = await handlePart(stage, joint, 'registration');
  await expectChanged(stage, joint, registration, {
    registration: 'closed',
    tax: 'running',
    'social-insurance': 'running',
  });

  stage.act('社会保险登记, 税务登记信息确认: side by side, in two organisations, without the applicant');
  const insurance = await handlePart(stage, joint, 'social-insurance', registration);
  await expectChanged(stage, joint, insurance, { 'social-insurance': 'closed' });
  const tax = await handlePart(stage, joint, 'tax', registration);
  await expectChanged(stage, joint, tax, { tax: 'closed', seals: 'running' });

  stage.act('公章刻制备案: the last part, which has waited for the tax office');
  const seals = await handlePart(stage, joint, 'seals', registration);
  await expectChanged(stage, joint, seals, { seals: 'closed' });
  return [registration, insurance, tax, seals];
}

/**
 * A made-up company: region 999999 is allotted to nobody. Both check characters are found by trial.
 * @param run digits, of which the last eight count.
 */
export function companyCode(run: string): string {
  const characters = Array.from('0123456789ABCDEFGHJKLMNPQRTUWXY');
  const made = characters
    .flatMap((first) => characters.map((second) => `91999999${run.slice(-8)}${first}${second}`))
    .find(isUnifiedCode);
  if (made === undefined) throw new Error('each body has its check characters');
  return made;
}
