// SPDX-License-Identifier: Apache-2.0
import { officers } from '@guidang/chaincode/sample';
import { demoFiles } from './files';
import type { Stage } from './stage';
import { arrangeAndRead } from './steps/archives';
import { forTheCitizen } from './steps/citizen';
import { completeCase, deliver } from './steps/completion';
import { storeFiles } from './steps/files';
import { foodBusiness, wrongRegion } from './steps/food-business';
import { forgeries, replay } from './steps/forgeries';
import { governance } from './steps/governance';
import { enterPeople } from './steps/people';
import { printedLicence } from './steps/printed-licence';
import { receiptsOffline } from './steps/receipts';
import { registerSellerCertificate } from './steps/seller-certificate';
import { stoppedCase } from './steps/stopped-case';
import { printTrail } from './steps/trail';
import { transferUntilFee } from './steps/transfer';
import { verifyInWest } from './steps/verification';

/** 不动产转移登记 from the first agreement to the last audit. */
export async function estateTransferred(stage: Stage): Promise<void> {
  // First, since generating them blocks the event loop for seconds, and open connections would time out.
  const papers = await demoFiles();

  await governance(stage);
  const parties = await enterPeople(stage);
  const files = await storeFiles(stage, papers);
  const estate = await registerSellerCertificate(stage, parties);
  const sale = { parties, files, estate };

  await stoppedCase(stage, sale);
  const running = await transferUntilFee(stage, sale);
  const made = await completeCase(stage, sale, running);
  await deliver(stage, running);
  const printed = await printedLicence(stage, made.licence);
  await verifyInWest(stage, made, printed);

  await foodBusiness(stage);
  await wrongRegion(stage);
  await arrangeAndRead(stage, made.record);
  await forgeries(stage, made);
  await replay(stage, made);
  await printTrail(stage, made);
  const clerk = await stage.as(officers.eastAcceptor);
  await forTheCitizen(stage, { reader: clerk, case: await running.seenBy(clerk) });
  await receiptsOffline(stage, made, printed);
}
