// SPDX-License-Identifier: Apache-2.0
import { formatLicenceIdentifier, parseLicenceIdentifier } from '@guidang/chaincode/model';
import { FormData } from 'undici';
import type { DemoActor } from '../actor';
import { expectMembers } from '../expect';
import { officers } from '@guidang/chaincode/sample';
import type { Stage } from '../stage';
import type { Completed } from './completion';
import { countsFrom } from './recorded';

/** What a verifier reads first. */
interface VerdictView {
  readonly valid: boolean;
  readonly integrity: string;
  readonly status: string;
  readonly issuer: string;
  readonly reasons: readonly string[];
}

const valid = { valid: true, integrity: 'not-asked', status: 'in-force', issuer: 'authorised', reasons: [] };
const cancelled = { ...valid, valid: false, status: 'cancelled', reasons: ['licence-cancelled'] };
const unknown = {
  valid: false,
  integrity: 'not-on-ledger',
  status: 'unknown',
  issuer: 'unknown',
  reasons: ['not-on-ledger', 'status-unknown', 'issuer-unknown'],
};

export async function verifyInWest(stage: Stage, made: Completed, file: Buffer): Promise<void> {
  stage.act('Verification in another region: one verdict, without asking east');
  const verifier = await stage.as(officers.westVerifier);
  const { licence, cancelled: old, before } = made;
  const altered = Buffer.from(file);
  altered.writeUInt8(altered.readUInt8(altered.length >> 1) ^ 1, altered.length >> 1);
  const intact = { ...valid, integrity: 'intact' };
  const broken = { ...valid, valid: false, integrity: 'altered', reasons: ['file-altered'] };
  const stranger = formatLicenceIdentifier({ ...parseLicenceIdentifier(licence), serial: `X${stage.run}` });

  await check(verifier, 'types the new identifier', byIdentifier(licence), valid);
  await check(verifier, 'drops the printed licence', byFile(file), intact);
  await check(verifier, 'drops the file with its identifier', byFile(file, licence), intact);
  await check(verifier, 'drops a file with one bit changed', byFile(altered, licence), broken);
  await check(verifier, "types the seller's identifier", byIdentifier(old), cancelled);
  await check(verifier, `asks how it stood at ${before}`, byIdentifier(old, before), valid);
  // Between the time that the cancellation claims and that of its record, the answer is that it is not known.
  const after = await countsFrom(verifier, old);
  await check(verifier, `asks how it stood at ${after}`, byIdentifier(old, after), cancelled);
  await check(verifier, 'types an identifier that nobody issued', byIdentifier(stranger), unknown);
  await verifier.refused(
    'types a forged identifier, whose check character does not fit',
    { status: 422, code: 'identifier-malformed' },
    () => byIdentifier(forged(licence))(verifier),
  );
}

type Question = (verifier: DemoActor) => Promise<VerdictView>;

/** Requests a verification by identifier, for now or for a past time. */
export function byIdentifier(licence: string, at?: string): Question {
  const query = at === undefined ? '' : `?at=${encodeURIComponent(at)}`;
  return (verifier) => verifier.get(`/api/v1/licences/${licence}/verification${query}`);
}

function byFile(file: Buffer, licence?: string): Question {
  const form = new FormData();
  if (licence !== undefined) form.set('licence', licence);
  form.set('file', new Blob([new Uint8Array(file)], { type: 'application/pdf' }), 'licence.pdf');
  return (verifier) => verifier.send('/api/v1/verifications', form);
}

/** Requests a verdict, checks it and prints it. */
export async function check(
  verifier: DemoActor,
  text: string,
  ask: Question,
  expected: Partial<VerdictView>,
): Promise<void> {
  const verdict = await ask(verifier);
  expectMembers(`${verifier.officer.id} ${text}`, verdict, expected);
  const { valid: holds, integrity, status, issuer, reasons } = verdict;
  verifier.did(text, {
    verdict: holds ? 'valid' : `not valid: ${reasons.join(', ')}`,
    because: `integrity ${integrity}, status ${status}, issuer ${issuer}`,
  });
}

function forged(licence: string): string {
  return licence.slice(0, -1) + (licence.endsWith('A') ? 'B' : 'A');
}
