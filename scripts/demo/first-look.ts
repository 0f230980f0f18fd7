// SPDX-License-Identifier: Apache-2.0
import { governors, officers, realEstateTransfer } from '@guidang/chaincode/sample';
import { DemoActor } from './actor';
import { Printer } from './printer';
import { agreeOn, unlessDone } from './seed';
import type { SignInAs } from './seed';
import { nameKeeper, registryProposal } from './steps/governance';
import { entryOf, pick } from './steps/people';
import type { KnownPerson } from './steps/people';
import { certificateOf, existingCertificate, parcelOf, registrationOf } from './steps/seller-certificate';
import { seller } from './files';

/** Digits that no run of the demo has: those are moments of this century. */
const run = '0000000000001';

/** What there is to click after the first start: shown on the front page, and written by `npm start`. */
export const firstLook = {
  /** In force until a case transfers it. */
  licence: certificateOf(run),
  object: parcelOf(run),
  matter: realEstateTransfer.name,
  /** Who may be entered as the applicant: made up, as {@link seller} is, and nowhere on the ledger before. */
  applicant: { name: '东方未明', number: '999999187104120252' },
  /** Who act on a case, in this order. */
  officers: [
    officers.eastAcceptor,
    officers.eastReviewer,
    officers.eastSecondReviewer,
    officers.eastDecider,
    officers.eastRegistrar,
  ].map(({ id }) => id),
};

interface Answered {
  readonly status: string;
}

/**
 * Registers what the first minute needs: the matter with all that it rests on, and a certificate that can be verified
 * and transferred. Once a ledger: the certificate, which comes last, says that it has been done. What an earlier start
 * began is completed.
 */
export async function prepareFirstLook(signIn: SignInAs): Promise<void> {
  const decider = await signIn(officers.eastDecider);
  const { status } = await decider.get<Answered>(`/api/v1/licences/${firstLook.licence}/verification`);
  if (status !== 'unknown') return;
  const clerk = await signIn(officers.eastAcceptor);
  const [holder] = await Promise.all([
    clerk.post<KnownPerson>('/api/v1/persons', entryOf(seller)),
    agreeOn(registryProposal, signIn),
  ]);
  const { manifest, registration } = existingCertificate(run, pick(holder));
  const governor = new DemoActor(governors.east, await signIn(governors.east), new Printer(() => undefined));
  await Promise.all([
    nameKeeper(governor),
    agreeOn({ id: `existing-${run}`, changes: [registrationOf(manifest)] }, signIn),
  ]);
  await unlessDone(decider.post('/api/v1/licences', registration));
}
