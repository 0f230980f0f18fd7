// SPDX-License-Identifier: Apache-2.0
import { accountUnsuitable, buyer, jointOfficers, newborn, newbornChanges } from '@guidang/chaincode/sample';
import { handling } from './cast';
import type { Cast } from './cast';
import { jointPapers } from './files/joint-papers';
import { newbornPapers } from './files/newborn-papers';
import type { Stage } from './stage';
import { forTheCitizen } from './steps/citizen';
import { agreeOnJointMatter } from './steps/joint-agreement';
import { applyOnce } from './steps/joint-application';
import type { JointCase } from './steps/joint-application';
import { handlePart, refusePart } from './steps/joint-part';
import type { EndedPart } from './steps/joint-part';
import { expectChanged, expectEnded } from './steps/joint-parts';
import { enter, pick } from './steps/people';
import { jointReceipts } from './steps/receipts';

const by = jointOfficers;

const cast: Cast = {
  window: by.healthWindow,
  reader: by.healthDecider,
  parts: {
    'birth-certificate': { acceptor: by.healthWindow, first: by.healthReviewer, second: by.healthDecider },
    household: handling(by.policeReviewer, by.policeRegistrar),
    'medical-insurance': handling(by.medicalReviewer, by.medicalRegistrar),
    'social-card': handling(by.labourReviewer, by.labourRegistrar),
  },
};

/** 新生儿出生一件事: one application at the hospital; one of its parts is refused, and the child has all the rest. */
export async function childBorn(stage: Stage): Promise<void> {
  // First: see the first demo.
  const papers = await jointPapers(newbornPapers);

  const matter = await agreeOnJointMatter(stage, {
    changes: newbornChanges,
    about: 'four departments, the birth certificate (出生医学证明), who issues it, and codes',
    cast,
    singles: ['birth-certificate', 'household-entry', 'medical-insurance-enrolment', 'social-card'],
    joint: 'newborn',
  });
  stage.act('At the hospital: the mother hands in each paper once, for all departments');
  const joint = await applyOnce(stage, {
    matter,
    cast,
    number: `N-${stage.run}`,
    applicant: async (clerk) => ({ applicant: pick(await enter(clerk, 'the mother', buyer)) }),
    papers,
    answers: { 'under-one-year': 'yes' },
  });
  const parts = await handleParts(stage, joint);
  const ended = await expectEnded(stage, joint, parts);
  await forTheCitizen(stage, { reader: await stage.as(cast.window), case: ended.case }, parts);
  await jointReceipts(stage, cast, ended);
}

/** Each department handles its part; what follows from its end is in the transaction of that end. */
async function handleParts(stage: Stage, joint: JointCase): Promise<readonly EndedPart[]> {
  stage.act('出生医学证明: what the hospital issues is at once the material of the police');
  const birth = await handlePart(stage, joint, 'birth-certificate');
  await expectChanged(stage, joint, birth, { 'birth-certificate': 'closed', household: 'running' });

  stage.act('出生登记: with its record two other departments begin; the child has a number from now on');
  const household = await handlePart(stage, joint, 'household', birth);
  await expectChanged(stage, joint, household, {
    household: 'closed',
    'medical-insurance': 'running',
    'social-card': 'running',
  });
  await enter(await stage.as(by.policeReviewer), 'the child', newborn);

  stage.act('社会保障卡: refused, for the account takes no card; nothing else waits for that or ends by it');
  const unsuitable = { code: 'social-card', reason: accountUnsuitable };
  const card = await refusePart(stage, joint, unsuitable, household);
  await expectChanged(stage, joint, card, { 'social-card': 'refused' });

  stage.act('居民医保参保: the last part; the matter says that the whole is done without a card');
  const insurance = await handlePart(stage, joint, 'medical-insurance', household);
  await expectChanged(stage, joint, insurance, { 'medical-insurance': 'closed' });
  return [birth, household, card, insurance];
}
